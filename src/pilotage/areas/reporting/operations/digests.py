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
from pilotage.areas.risks.queries import load_whole

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


def _make(program: ProgramRow, now: dt.datetime) -> ProgramDigest:
    outlook = refresh_outlook(whole=load_whole(program), now=now)
    told = briefing(outlook, now)
    digest = digest_of(told)
    if outlook.fresh or outlook.whole.plan.broken or not outlook.whole.program.activities:
        with transaction.atomic():
            Digest.objects.update_or_create(
                program=program,
                defaults={
                    "revision": outlook.whole.plan.revision,
                    "day": now.date(),
                    "content": msgspec.json.encode(digest).decode(),
                },
            )
    return digest
