"""The message catalogue of the floors below the web: sentences that a person reads pass through ``_``.

English is the source language. A catalogue for another language is a compiled ``pilotage.mo`` under
``src/pilotage/locale``; the language is chosen by the usual ``LANGUAGE``/``LANG`` variables.
"""

import gettext
from pathlib import Path

_catalogue = gettext.translation("pilotage", Path(__file__).parent.parent / "locale", fallback=True)

_ = _catalogue.gettext
ngettext = _catalogue.ngettext
