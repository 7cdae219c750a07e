"""One JSON object per line: time, level, logger, message and what the code attached. Never a secret: see ``_KEPT``."""

import datetime as dt
import logging
from typing import Any

import msgspec

_KEPT = ("request", "user", "method", "path", "status", "milliseconds", "task", "job", "program")


class JsonFormatter(logging.Formatter):
    """Only named extras reach the log, so that no header, body or token slips in with a record."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {
            name: getattr(record, name) for name in _KEPT if isinstance(getattr(record, name, None), str | int | float)
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


def logging_config(level: str) -> dict[str, Any]:
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonFormatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "django.db.backends": {"level": "INFO"},
            "apprise": {"level": "CRITICAL"},  # it writes addresses, which hold secrets
        },
    }
