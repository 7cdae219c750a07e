"""Programs to begin with: those that come with Pilotage, and a company's own in a folder of its own."""

from pilotage.exchange.text.templates.library import (
    Template,
    TemplateError,
    begin,
    find,
    shipped,
    templates,
    write_template,
)

__all__ = ["Template", "TemplateError", "begin", "find", "shipped", "templates", "write_template"]
