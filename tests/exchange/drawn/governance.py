"""Responsibilities and cadences."""

from hypothesis import strategies as st

from pilotage.plan.vocabulary.governance import Cadence, Every, Letter, Responsibility, Weekday
from tests.exchange.drawn.leaves import names, optional, texts, title_of_name


@st.composite
def responsibilities(draw: st.DrawFn) -> tuple[Responsibility, ...]:
    """By subject and letter, as a text has them."""
    roles = st.one_of(texts, st.sampled_from(["Lead", "Lead (east)", "Lead (east) "]))
    return tuple(
        Responsibility(subject=subject, role=draw(roles), person=draw(optional(names)), letter=letter)
        for subject in draw(st.lists(texts.filter(bool), max_size=2, unique=True))
        for letter in sorted(draw(st.lists(st.sampled_from(Letter), min_size=1, max_size=3)), key=list(Letter).index)
    )


@st.composite
def cadences(draw: st.DrawFn) -> tuple[Cadence, ...]:
    return tuple(
        Cadence(
            id=name,
            title=draw(title_of_name(name)),
            every=draw(st.sampled_from(Every)),
            weekday=draw(optional(st.sampled_from(Weekday))),
            at=draw(optional(st.times().map(lambda at: at.replace(second=0, microsecond=0)))),
            minutes=draw(optional(st.integers(1, 1440))),
            who=tuple(draw(st.lists(names, max_size=2))),
            purpose=draw(texts),
            workstream=draw(optional(names)),
        )
        for name in draw(st.lists(names, max_size=2, unique=True))
    )
