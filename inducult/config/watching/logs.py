"""Lines of the log, for people or for machines; both name the request."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

from inducult.config.watching.naming import request_name


class Plain(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        said = super().format(record)
        told = getattr(record, "told", None)
        words = " ".join(f"{key}={value}" for key, value in (told or {}).items())
        name = request_name.get()
        return " ".join(part for part in (said, words, f"[{name}]" if name else "") if part)


class JsonLines(logging.Formatter):
    """One JSON object a line, whatever is in it."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if name := request_name.get():
            line["request"] = name
        line |= getattr(record, "told", None) or {}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)
