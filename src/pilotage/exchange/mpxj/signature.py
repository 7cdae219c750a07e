"""Which files MPXJ may see. It knows some fifty formats, databases and archives among them; few of them are safe to
take from strangers (an archive may unpack to anything), so a file shows by its first bytes that it is one of ours.
"""

from pathlib import Path

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from pilotage.exchange.mspdi.report import Report
from pilotage.plan.language.messages import _

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # Microsoft's compound file: MPP
_PROLOG = 1 << 16


class _Root(Exception):  # not an error: the beginning of the root element ends the look
    pass


class _Look:
    def start(self, _tag: str, _attributes: object) -> None:
        raise _Root

    def close(self) -> None:
        """The parser asks for it at the end of the file."""


def accepted(path: Path, report: Report) -> bool:
    """True for MPP, MPX, XER and XML without a document type; else False, and an error in ``report``."""
    with path.open("rb") as file:
        head = file.read(_PROLOG)
    text = head[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if text.startswith(b"<"):
        return _harmless(head, report)
    if head.startswith(_OLE) or text.startswith((b"ERMHDR", b"MPX")):
        return True
    report.error(
        "format-unknown",
        _("This is no Microsoft Project (MPP, MPX, XML) and no Primavera (XER, PMXML) file."),
        hint=_("Unpack an archive first, or export the plan to one of these formats."),
    )
    return False


def _harmless(head: bytes, report: Report) -> bool:
    """A document type stands before the root element or nowhere."""
    parser = DefusedXMLParser(target=_Look(), forbid_dtd=True)
    try:
        parser.feed(head)
    except _Root:
        return True
    except DefusedXmlException:
        message = _("The file declares a document type or entities, which no schedule needs and attacks do.")
        report.error("xml-forbidden", message, hint=_("Remove the DOCTYPE and save the file again."))
        return False
    except (ParseError, LookupError, ValueError):
        pass  # not XML after all
    report.error("format-unknown", _("The file begins like XML but is not; it was not read."))
    return False
