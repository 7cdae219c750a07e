"""How somebody is told of their inbox when they are not looking, and the messages to them."""

from django.conf import settings
from django.db import models


class Telling(models.Model):
    """When somebody wants to be told. ``hour`` and the quiet hours are of their ``zone``; ``weekday`` 0 is Monday.
    ``digested`` is the appointed time of the last digest.
    """

    class Digest(models.TextChoices):
        OFF = "off"
        DAILY = "daily"
        WEEKLY = "weekly"

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=6, choices=Digest.choices, default=Digest.DAILY)
    hour = models.PositiveSmallIntegerField(default=8)
    weekday = models.PositiveSmallIntegerField(default=0)
    zone = models.CharField(max_length=60, default="UTC")
    immediate = models.BooleanField(default=False)
    quiet_from = models.PositiveSmallIntegerField(null=True, blank=True)
    quiet_to = models.PositiveSmallIntegerField(null=True, blank=True)
    digested = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id}: {self.digest}"


class Channel(models.Model):
    """A way to reach somebody. The address holds secrets: it is kept ``sealed`` with the server's key and is never
    shown again; ``shown`` is what of it may be read. An empty one is the account's e-mail address.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    shown = models.CharField(max_length=200)
    sealed = models.BinaryField(null=True)
    created = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.shown


class Delivery(models.Model):
    """A message to one channel. ``key`` says what it tells, so that it is not made twice. It is ``claimed`` before it
    is sent: one whose end is not known is not sent again.
    """

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="deliveries")
    key = models.CharField(max_length=80)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    due = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed = models.DateTimeField(null=True, blank=True)
    sent = models.DateTimeField(null=True, blank=True)
    failed = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["channel", "key"], name="discussion_delivery_once"),)
        indexes = (models.Index(fields=["due"], name="discussion_due", condition=models.Q(sent=None, failed=None)),)

    def __str__(self) -> str:
        return f"{self.channel_id} {self.key}"
