"""Keeping the line of each program in the list of programs, so that the list costs the same for one and for fifty."""

import datetime as dt
from collections.abc import Mapping, Sequence

import msgspec
from django.db import transaction

from pilotage.areas.programs.models import Program as ProgramRow
from pilotage.areas.reporting.models import Digest
from pilotage.areas.reporting.queries import briefing
from pilotage.areas.reporting.rules.digests import ProgramDigest, digest_of
from pilotage.areas.risks.operations.forecasting import refresh_outlook
from pilotage.areas.risks.queries import Outlook, load_whole
from pilotage.plan.insight.briefing import Briefing

_digest = msgspec.json.Decoder(ProgramDigest)


def refresh_digests(*, programs: Sequence[ProgramRow], now: dt.datetime) -> Mapping[int, ProgramDigest]:
    """The line of each program by key; one that changed since is made again. One query where nothing did.

    Needs no permission: the caller may see these programs.
    """
    revisions = {program.pk: program.revision for program in programs}
    kept = Digest.objects.filter(program_id__in=revisions, day=now.date()).values_list(
        "program_id", "revision", "content"
    )
    found = {key: _digest.decode(content) for key, revision, content in kept if revisions[key] == revision}
    for program in programs:
        if program.pk not in found:
            found[program.pk] = _make(program, now)
    return found


def keep_digest(*, outlook: Outlook, told: Briefing, now: dt.datetime) -> None:
    """Keep the line that this briefing leads to, unless it is kept already."""
    whole = outlook.whole
    if not Digest.objects.filter(program=whole.row, revision=whole.plan.revision, day=now.date()).exists():
        _keep(outlook, digest_of(told), now)


def _make(program: ProgramRow, now: dt.datetime) -> ProgramDigest:
    outlook = refresh_outlook(whole=load_whole(program), now=now)
    digest = digest_of(briefing(outlook, now))
    _keep(outlook, digest, now)
    return digest


def _keep(outlook: Outlook, digest: ProgramDigest, now: dt.datetime) -> None:
    """What waits for a forecast is not kept."""
    whole = outlook.whole
    if not outlook.fresh and not whole.plan.broken and whole.program.activities:
        return
    with transaction.atomic():
        Digest.objects.update_or_create(
            program=whole.row,
            defaults={
                "revision": whole.plan.revision,
                "day": now.date(),
                "content": msgspec.json.encode(digest).decode(),
            },
        )
