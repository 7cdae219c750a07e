"""What somebody watches, and what they were told of it."""

from django.conf import settings
from django.db import models


class Watch(models.Model):
    """Somebody wants to hear of a record after revision ``since``, or no more (``on`` False), whatever they have to do
    with it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=300)
    on = models.BooleanField(default=True)
    since = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=["user", "program", "kind", "code"], name="discussion_watch_once"),
        )

    def __str__(self) -> str:
        return f"{self.user_id} {'watches' if self.on else 'ignores'} {self.kind} {self.code}"


class Seen(models.Model):
    """Up to which revision of a program the trail was read for somebody's inbox."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["user", "program"], name="discussion_seen_once"),)

    def __str__(self) -> str:
        return f"{self.user_id} at {self.program_id}: {self.revision}"


class Notice(models.Model):
    """Something that somebody else did to a record that one watches. While it is unread, more of the same is added to
    it: ``count`` acts, the latest told by ``text`` and made ``at`` by ``by``. ``excerpt`` is what a comment says.
    """

    class Reason(models.TextChoices):
        MENTION = "mention"
        COMMENT = "comment"
        CHANGE = "change"
        ESCALATION = "escalation"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    program = models.ForeignKey("programs.Program", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    code = models.CharField(max_length=300)
    title = models.CharField(max_length=500)
    reason = models.CharField(max_length=12, choices=Reason.choices)
    by = models.CharField(max_length=200)
    text = models.CharField(max_length=1000)
    excerpt = models.CharField(max_length=300, blank=True)
    count = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()
    read = models.DateTimeField(null=True, blank=True)
    done = models.DateTimeField(null=True, blank=True)
    told = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-at", "-id")
        indexes = (
            models.Index(fields=["user", "done", "-at"], name="discussion_inbox"),
            models.Index(fields=["user", "read"], name="discussion_unread"),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.by} {self.text}"
