"""Every setting of a Pilotage server, read from the environment. The documentation lists this table."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import platformdirs


@dataclass(frozen=True, slots=True)
class Variable:
    name: str
    default: str
    help: str


VARIABLES: tuple[Variable, ...] = (
    Variable("PILOTAGE_DATA", "", "Folder of the database, uploads and the secret key. Empty: the user's data folder."),
    Variable(
        "PILOTAGE_DATABASE_URL",
        "",
        "sqlite:///path or postgresql://user:password@host:port/name. Empty: SQLite in the data folder.",
    ),
    Variable("PILOTAGE_SECRET_KEY", "", "Key that signs sessions. Empty: made once and kept in the data folder."),
    Variable("PILOTAGE_HOSTS", "localhost,127.0.0.1,[::1]", "Host names that the server answers to, comma-separated."),
    Variable("PILOTAGE_ORIGINS", "", "Origins (https://plans.example.com) trusted for writes behind a proxy."),
    Variable("PILOTAGE_TLS", "0", "1 when users come by https: secure cookies and HSTS."),
    Variable("PILOTAGE_PROXY", "0", "1 when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For."),
    Variable("PILOTAGE_UPLOAD_MB", "200", "Largest file that may be imported, in megabytes."),
    Variable(
        "PILOTAGE_TEMPLATES",
        "",
        "Folder of the company's own program templates, plan as text. Empty: templates in the data folder.",
    ),
    Variable(
        "PILOTAGE_SMTP_URL",
        "",
        "Mail server for notifications: smtp://user:password@host:port?from=pilotage@example.com, or smtps://; "
        "&tls=starttls encrypts after the greeting. Empty: no e-mail.",
    ),
    Variable(
        "PILOTAGE_NOTIFY_SCHEMES",
        "slack,discord,msteams,workflows,gchat,wxteams,tgram,zulip,ntfys,mmosts,rockets,matrixs",
        "Kinds of channels (schemes of apprise) that users may be told by, comma-separated.",
    ),
    Variable(
        "PILOTAGE_NOTIFY_PRIVATE", "0", "1 lets channels reach hosts inside the server's own network, such as a chat."
    ),
    Variable("PILOTAGE_LOG", "INFO", "Least severity that is logged: DEBUG, INFO, WARNING or ERROR."),
    Variable("PILOTAGE_DEBUG", "0", "1 shows tracebacks to the browser. Never on a server that others reach."),
)

_DEFAULTS = {variable.name: variable.default for variable in VARIABLES}


@dataclass(frozen=True, slots=True)
class Environment:
    """The settings, read and typed."""

    data: Path
    database_url: str
    secret_key: str
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    tls: bool
    proxy: bool
    upload_bytes: int
    smtp_url: str
    notify_schemes: tuple[str, ...]
    notify_private: bool
    templates: Path
    log: str
    debug: bool

    @classmethod
    def read(cls, source: Mapping[str, str] | None = None) -> "Environment":
        """Raises ValueError with the name of a variable that cannot be understood."""
        given = os.environ if source is None else source
        values = {name: given.get(name) or default for name, default in _DEFAULTS.items()}
        folder = values["PILOTAGE_DATA"] or platformdirs.user_data_dir("pilotage", appauthor=False)
        data = Path(folder).expanduser().absolute()
        return cls(
            data=data,
            database_url=values["PILOTAGE_DATABASE_URL"],
            secret_key=values["PILOTAGE_SECRET_KEY"],
            hosts=_names(values["PILOTAGE_HOSTS"]),
            origins=_names(values["PILOTAGE_ORIGINS"]),
            tls=_switch("PILOTAGE_TLS", values),
            proxy=_switch("PILOTAGE_PROXY", values),
            upload_bytes=_megabytes("PILOTAGE_UPLOAD_MB", values),
            smtp_url=_smtp(values["PILOTAGE_SMTP_URL"]),
            notify_schemes=tuple(name.lower() for name in _names(values["PILOTAGE_NOTIFY_SCHEMES"])),
            notify_private=_switch("PILOTAGE_NOTIFY_PRIVATE", values),
            templates=Path(values["PILOTAGE_TEMPLATES"] or data / "templates").expanduser().absolute(),
            log=_level("PILOTAGE_LOG", values),
            debug=_switch("PILOTAGE_DEBUG", values),
        )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _smtp(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise ValueError("PILOTAGE_SMTP_URL is not understood; use smtp://user:password@host:port?from=address.")
    return text


def _switch(name: str, values: Mapping[str, str]) -> bool:
    text = values[name].strip().lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ValueError(f"{name} is {values[name]!r}; set it to 1 or 0.")


def _megabytes(name: str, values: Mapping[str, str]) -> int:
    text = values[name].strip()
    if not text.isdigit() or int(text) == 0:
        raise ValueError(f"{name} is {text!r}; set it to a whole number of megabytes above 0.")
    return int(text) * 1_000_000


def _level(name: str, values: Mapping[str, str]) -> str:
    text = values[name].strip().upper()
    if text not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        raise ValueError(f"{name} is {values[name]!r}; set it to DEBUG, INFO, WARNING or ERROR.")
    return text
