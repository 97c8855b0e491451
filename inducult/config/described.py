"""The settings in words: from here comes the table of the README (`tools/draw_settings.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Setting:
    """`names` are variables of the environment; `without` says what holds if they are not set."""

    names: tuple[str, ...]
    means: str
    without: str


def _setting(names: str, means: str, without: str) -> Setting:
    return Setting(tuple(names.split()), means, without)


SETTINGS: Final = [
    _setting(
        "INDUCULT_DATA",
        "folder for database, editions, media",
        "`~/.local/share/inducult`; in a clone `./data`",
    ),
    _setting("DATABASE_URL", "`postgresql://user:password@host/name`", "SQLite in the data folder"),
    _setting(
        "INDUCULT_DB_REPLICA",
        "`postgresql://…` of a streaming replica that pages read from",
        "everything is read from `DATABASE_URL`",
    ),
    _setting(
        "INDUCULT_STORE",
        "object store that several nodes share: `s3+https://key:secret@host/bucket`, `?region`",
        "editions and pictures in the data folder alone",
    ),
    _setting("INDUCULT_DB_KEEP_S", "seconds that a PostgreSQL connection is kept", "60"),
    _setting(
        "INDUCULT_HOSTS", "host names that are served, with commas", "`127.0.0.1,localhost,[::1]`"
    ),
    _setting(
        "INDUCULT_SITE", "public address, for links on paper and QR codes", "the address asked for"
    ),
    _setting("INDUCULT_HTTPS", "1: behind a proxy with https; secure cookies", "0"),
    _setting("INDUCULT_SECRET_KEY", "key for signatures", "made once, kept in the data folder"),
    _setting(
        "INDUCULT_MAIL",
        "mail server: `smtp://name:password@host:587?tls` or `smtps://…`",
        "letters are shown on the console",
    ),
    _setting("INDUCULT_MAIL_FROM", "sender of the letters", "`inducult@localhost`"),
    _setting(
        "INDUCULT_TRANSLATOR INDUCULT_TRANSLATOR_KEY",
        "engine that drafts translations: `libretranslate:https://…` or `deepl:https://…`,"
        " and its key",
        "no engine",
    ),
    _setting(
        "INDUCULT_BASEMAP",
        "address of a MapLibre style or PMTiles file of your own",
        "the basemap from Natural Earth",
    ),
    _setting(
        "INDUCULT_DOWNLOADS_MB",
        "room for downloads that were made; the oldest go when it is full",
        "4096",
    ),
    _setting(
        "INDUCULT_LIVE_LINES",
        "lines that each web process keeps open for pages of a session; beyond, they ask every few"
        " seconds",
        "4000",
    ),
    _setting("INDUCULT_SPARQL_PLACES", "most places that can be asked by SPARQL", "50000"),
    _setting(
        "INDUCULT_FETCHING", "1: `inducult harvest --fetch` may ask sources over the network", "0"
    ),
    _setting("INDUCULT_LOG", "DEBUG, INFO, WARNING, ERROR", "WARNING"),
    _setting("INDUCULT_LOG_FORMAT", "`plain`, or `json`: one object a line", "plain"),
    _setting(
        "INDUCULT_METRICS",
        "networks that may ask for `/metrics`, with commas: `127.0.0.1,10.0.0.0/8`",
        "there is no such page",
    ),
    _setting("INDUCULT_DEBUG", "1: error pages for developers; never in public", "0"),
]


def table() -> str:
    """The table in Markdown."""
    rows = [
        f"| {', '.join(f'`{name}`' for name in each.names)} | {each.means} | {each.without} |"
        for each in SETTINGS
    ]
    return "\n".join(["| variable | meaning | without it |", "|---|---|---|", *rows])
