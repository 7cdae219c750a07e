"""The library of errors that is shipped for young histories: made, and tested on histories that it does not know.

    python -m benchmarks.library --write    # plan/flow/calibration/library.json, from the openly licensed sets
    python -m benchmarks.library --table    # forecasts of the first year and a half and of milestones, with and without

The shape of the library (errors of the first two years, no features, each question alike) and the number of own errors
that replaces it were chosen on Duraspace and every second of the 30 OpenStack teams. The table is of the other
part; each source is forecast with a library of the other sources only.
"""

import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from benchmarks.throughput import duraspace, kubernetes_stages, openstack_releases, titanium
from pilotage.engine.throughput import peers, scores
from pilotage.engine.throughput.calibrating.calibration import LEARNED, errors
from pilotage.engine.throughput.calibrating.library import Library, answered, condensed, summarized
from pilotage.engine.throughput.counts import Floats
from pilotage.engine.throughput.growing import HORIZON
from pilotage.engine.throughput.looking import TUNED, Asked, History, look, replay
from pilotage.engine.throughput.milestones import HOW, milestone_questions
from pilotage.engine.throughput.walking import Questions, questions
from pilotage.plan.flow.calibration.library import FILE, LibraryFile, Shelf, Trial
from pilotage.plan.flow.forecasts.milestones import milestone_histories
from pilotage.plan.flow.items.history import By, WorkHistory, histories
from pilotage.plan.vocabulary.work_items import WorkItem

ABOUT = (
    "Percentiles of standardized errors of throughput forecasts, made by `python -m benchmarks.library --write`.",
    "Computed from: Titanium's Jira archive (tidev/jira-archive), Kubernetes enhancements (kubernetes/enhancements),",
    "OpenStack releases (openstack/releases); all under the Apache License 2.0. No text, name or date of them is here.",
)
_SEED = 1
_RUNS = 1000
_YOUNG = 78  # weeks since the first finished item, up to which a question is one of a young history
_DIGITS = 6


class Source(NamedTuple):
    """``asked`` are forecast, ``teachers`` are in the library only."""

    asked: list[History]
    teachers: list[History]

    @property
    def all(self) -> list[History]:
        return [*self.asked, *self.teachers]


class Scored(NamedTuple):
    """Questions of young histories and three answers to each: [n, 99]."""

    asked: Questions
    answers: dict[str, Floats]


def main() -> None:
    if "--write" in sys.argv:
        FILE.write_bytes(made())
    elif "--table" in sys.argv:
        _table()
    else:
        sys.exit("usage: python -m benchmarks.library --write | --table")


def sources() -> dict[str, Source]:
    """The openly licensed sets."""
    jira = histories(titanium())
    return {
        "Titanium": Source(_days(jira.asked), _days(jira.teachers)),
        "Kubernetes": Source(_days(histories(list(kubernetes_stages()), by=By.TEAM).asked), []),
        "OpenStack": Source(_days(histories(list(openstack_releases()), by=By.TEAM).asked), []),
    }


def library(found: Iterable[Source]) -> Library:
    return summarized([each for source in found for each in source.all], LEARNED, seed=_SEED)


def made() -> bytes:
    """The file that is shipped."""
    found = sources()
    items = shelf(library(found.values()), _tested(_joined(list(_parts(found).values()))))
    asked, answers = _milestones(titanium())
    return encoded(items, shelf(condensed(errors(asked), HOW), _tested(_every_second(asked, answers))))


def encoded(items: Shelf, milestones: Shelf) -> bytes:
    stored = LibraryFile(about=ABOUT, items=items, milestones=milestones)
    return msgspec.json.format(msgspec.json.encode(stored), indent=1) + b"\n"


def shelf(made: Library, tested: Trial) -> Shelf:
    """Six digits: more than the numbers are worth, and the same on every machine."""
    return Shelf(
        forecasts=made.forecasts,
        histories=made.histories,
        scale=_rounded(made.scale),
        lengths=_rounded(made.lengths),
        weights=_rounded(made.weights),
        residuals=tuple(_rounded(row) for row in made.residuals),
        tested=tested,
    )


def _milestones(items: Sequence[WorkItem]) -> tuple[Questions, Floats]:
    tracked = [each.tracked for each in milestone_histories(items) if each.tracked is not None]
    return milestone_questions(tracked, seed=_SEED)


def _every_second(asked: Questions, bare: Floats) -> Scored:
    """Of one source: half of its milestones by the errors of the other half."""
    known = np.isin(asked.history, np.unique(asked.history)[::2])
    return by_library(asked.where(~known), bare[~known], condensed(errors(asked.where(known)), HOW))


def by_library(asked: Questions, bare: Floats, others: Library) -> Scored:
    """Milestones with and without a library."""
    lent = [
        answered(others, Asked(float(asked.median[row]), float(asked.spread[row]), asked.features[row]), 1.0, HOW)
        for row in range(len(asked.origin))
    ]
    found = (np.maximum.accumulate(np.array(lent), axis=1), bare)
    return Scored(asked, {name: np.minimum(each, HORIZON) for name, each in zip(_METHODS, found, strict=False)})


def _rounded(numbers: Floats) -> tuple[float, ...]:
    return tuple(float(f"{each:.{_DIGITS}g}") for each in numbers)


def _days(found: Sequence[WorkHistory]) -> list[History]:
    return [each.days for each in found if each.days is not None]


def _table() -> None:
    parts = _parts(sources())
    for name, part in parts.items():
        _say(f"{name}, by a library of the others", part)
    _say("all of these", _joined(list(parts.values())))
    asked, bare = _milestones(titanium())
    _say("every second milestone of Titanium, by the others", _every_second(asked, bare))
    others = condensed(errors(asked), HOW)
    _say("milestones of Duraspace, by those of Titanium", by_library(*_milestones(duraspace()), others))


def _parts(found: dict[str, Source]) -> dict[str, Scored]:
    """Each source by a library of the others; of OpenStack the teams on which nothing was chosen."""
    parts = {}
    for name, source in found.items():
        others = library([each for other, each in found.items() if other != name])
        parts[name] = scored(source.asked[1::2] if name == "OpenStack" else source.asked, others)
    return parts


def _tested(found: Scored) -> Trial:
    asked = found.asked
    effective = scores.effective_number(asked.history, asked.origin, asked.outcome)
    shares = scores.held(found.answers[_METHODS[0]], asked.outcome).mean(axis=0)
    held = {level: round(float(shares[level - 1]), 4) for level in scores.TOLD}
    return Trial(len(asked.origin), round(effective, 1), held)


def scored(young: Sequence[History], others: Library) -> Scored:
    asked = questions(young, seed=_SEED, tuning=TUNED)
    first = np.array([each.done.first for each in young])
    asked = asked.where(asked.origin - first[asked.history] <= 7 * _YOUNG)
    rows = [_answers(young[asked.history[row]], asked, row, others) for row in range(len(asked.origin))]
    return Scored(asked, {name: np.array([each[name] for each in rows]).reshape(-1, 99) for name in _METHODS})


_METHODS = ("with the library", "bare replay", "plain bootstrap")


def _answers(history: History, asked: Questions, row: int, others: Library) -> dict[str, Floats]:
    origin, items, cap = int(asked.origin[row]), int(asked.items[row]), float(asked.cap[row])
    question = Asked(float(asked.median[row]), float(asked.spread[row]), asked.features[row])
    lent = answered(others, question, float(asked.weeks[row]), LEARNED)
    bare = np.quantile(replay(look(history, origin, TUNED), items, _RUNS, _SEED), scores.LEVELS)
    plain = peers.plain(history, origin, items, int(cap), _RUNS, _SEED)
    found = (np.maximum.accumulate(lent), bare, plain)
    return {name: np.minimum(each, cap) for name, each in zip(_METHODS, found, strict=True)}


def _joined(parts: Sequence[Scored]) -> Scored:
    moved = [each.asked._replace(history=each.asked.history + 1000 * at) for at, each in enumerate(parts)]
    columns = [np.concatenate(column) for column in zip(*moved, strict=True)]
    return Scored(
        Questions(*columns), {name: np.concatenate([each.answers[name] for each in parts]) for name in _METHODS}
    )


def _say(title: str, found: Scored) -> None:
    asked = found.asked
    effective = scores.effective_number(asked.history, asked.origin, asked.outcome)
    print(f"\n{title}: {len(asked.origin)} forecasts, as many as {effective:.0f} separate ones")
    for name, answers in found.answers.items():
        shares = scores.held(answers, asked.outcome).mean(axis=0)
        told = "  ".join(f"{100 * shares[level - 1]:5.1f}" for level in scores.TOLD)
        print(f"  {name:16} {told}  CRPS {(scores.crps(answers, asked.outcome) / asked.weeks).mean():.3f}")


if __name__ == "__main__":
    main()
