"""Is all that was confirmed there, once? ``python -m benchmarks.crowd.lost`` reads what the users were told and prints
what is missing, as a JSON list of sentences.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from pilotage.config.startup import start
from pilotage.plan.vocabulary.activities import Activity


def lost(users: list[dict[str, Any]]) -> Iterator[str]:
    from pilotage.areas.audit.models import AuditEntry
    from pilotage.areas.programs.models import Program
    from pilotage.areas.risks.models import Risk
    from pilotage.areas.schedule.models import Activity as Row

    for program in sorted({each["program"] for each in users}):
        row = Program.objects.get(slug=program)
        here = [each for each in users if each["program"] == program]
        bodies = dict(Row.objects.filter(program=row).values_list("code", "body"))
        for activity, text in ((code, text) for each in here for code, text in each["written"].items()):
            found = msgspec.json.decode(bodies[activity], type=Activity).duration
            if found is None or found.minutes != int(text.removesuffix("d")) * 480:
                yield f"{program}/{activity}: {text} was confirmed, {found} is there"
        titles = Counter(Risk.objects.filter(program=row).values_list("title", flat=True))
        yield from (
            f"{program}: {titles[title]} times {title}"
            for each in here
            for title in each["risks"]
            if titles[title] != 1
        )
        told = sum(each["writes"] for each in here)
        noted = (
            AuditEntry.objects.filter(program_id=row.pk, actor_name__startswith="User ")
            .exclude(verb__startswith="people")
            .values("operation")
            .distinct()
            .count()
        )
        if noted != told:
            yield f"{program}: {told} writes were confirmed, the audit trail tells of {noted}"


if __name__ == "__main__":
    start()
    print(json.dumps(list(lost(json.load(sys.stdin)))))
