"""Typed readers of environment variables that fail loudly on nonsense."""

from __future__ import annotations

import os
from ipaddress import ip_network
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


def env_choice(name: str, choices: tuple[str, ...]) -> str:
    """One of the words, the first if none is given. Raises BadSetting."""
    word = os.environ.get(name, "").strip() or choices[0]
    if word not in choices:
        raise BadSetting(f"{name}={word!r} is none of {', '.join(choices)}.")
    return word


def env_networks(name: str) -> list[str]:
    """Comma-separated addresses and networks of the Internet protocol. Raises BadSetting."""
    networks = env_list(name, [])
    for network in networks:
        try:
            ip_network(network, strict=False)
        except ValueError:
            raise BadSetting(f"{name}: {network!r} is no address and no network.") from None
    return networks
