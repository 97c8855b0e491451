"""Typed readers of environment variables that fail loudly on nonsense."""

from __future__ import annotations

import os
from pathlib import Path

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off"}


class BadSetting(ValueError):
    """A setting of the environment that cannot be read; the message names it and what would do."""


def env_str(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def env_bool(name: str, default: bool) -> bool:
    """Raises BadSetting on anything but 1/0, true/false, yes/no, on/off."""
    text = os.environ.get(name, "").strip().lower()
    if not text:
        return default
    if text not in TRUE | FALSE:
        raise BadSetting(f"{name}={text!r} is neither yes nor no; write 1 or 0.")
    return text in TRUE


def env_int(name: str, default: int, *, least: int = 0) -> int:
    """Raises BadSetting on anything but a whole number of at least `least`."""
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    try:
        number = int(text)
    except ValueError:
        raise BadSetting(f"{name}={text!r} is not a whole number.") from None
    if number < least:
        raise BadSetting(f"{name}={number} is too small; the least is {least}.")
    return number


def env_list(name: str, default: list[str]) -> list[str]:
    """Comma-separated values; blanks around them do not count."""
    text = os.environ.get(name, "")
    return [part.strip() for part in text.split(",") if part.strip()] or default


def env_path(name: str, default: Path) -> Path:
    return Path(os.environ[name]).expanduser().resolve() if os.environ.get(name) else default
