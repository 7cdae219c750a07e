"""The date format of each column, decided once for the whole file."""

from pilotage.exchange.tabular.rows import ProblemLog
from pilotage.exchange.tabular.values.context import Context
from pilotage.exchange.tabular.values.dates import FORMATS, Votes
from pilotage.plan.language.messages import _
from pilotage.plan.vocabulary.problems import Severity


def checked_format(name: str, log: ProblemLog) -> str:
    if name and name not in FORMATS and name != "iso":
        message = _("“{name}” is no date format that Pilotage knows").format(name=name[:40])
        hint = _("Use one of: {names}.").format(names=", ".join(FORMATS))
        log.add("unknown-date-format", Severity.ERROR, message, path="source.date_format", hint=hint)
        return ""
    return "yyyy-mm-dd" if name == "iso" else name


def settle_formats(votes: dict[str, Votes], context: Context) -> None:
    """The format of each column; where day and month cannot be told apart, the other columns decide, else the user."""
    sure = {best[0] for vote in votes.values() if len(best := vote.best) == 1}
    for path, vote in votes.items():
        best = vote.best
        if not best:
            continue
        shared = [name for name in best if name in sure]
        if len(best) > 1 and len(shared) == 1:
            best = (shared[0],)
            message = _("the dates of “{path}” were read as {format}, like those of other columns")
            text = message.format(path=path, format=best[0])
            context.log.add("date-format-assumed", Severity.INFO, text, path=path)
        context.formats[path] = best
        if len(best) > 1:
            message = _("the dates of “{path}” could be {formats}; those that differ were left out")
            text = message.format(path=path, formats=" / ".join(best))
            hint = _('Say which in the mapping: [source] date_format = "{format}".').format(format=best[0])
            context.log.add("ambiguous-dates", Severity.ERROR, text, path=path, hint=hint)
