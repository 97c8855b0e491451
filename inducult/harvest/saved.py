"""A source whose mapping somebody saved: data in the database, the same shape as a ready one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inducult.common.folding import fold
from inducult.harvest.models import Source
from inducult.harvest.recipes import Recipe, Rule, Told
from inducult.harvest.sources import NoSuchSource, ready_sources

NAMED_BY: Final = ("name", "municipality", "street")  # a record without a key of its own


def recipe_called(name: str) -> Recipe:
    """A ready source or a saved one. Raises NoSuchSource."""
    if ready := ready_sources().get(name):
        return ready
    source = Source.objects.filter(name=name).exclude(config=None).first()
    if source is None:
        raise NoSuchSource(name)
    told = {n: getattr(source, n) for n in ("name", "title", "licence", "attribution", "home")}
    return recipe_from({**(source.config or {}), **told})


def recipe_from(config: Mapping[str, Any]) -> Recipe:
    """The recipe that a mapping describes (see models/upload.py and views/uploading.py)."""
    columns = {ours: theirs for ours, theirs in config["columns"].items() if theirs}
    key: Any = columns.pop("key", "") or tuple(columns[n] for n in NAMED_BY if n in columns)
    crs = config.get("crs", "")
    kinds = config.get("kinds", {}) if "kind" in columns else {}
    return Recipe(
        name=config.get("name", "draft"),
        title=config.get("title", ""),
        licence=config.get("licence", ""),
        attribution=config.get("attribution", ""),
        home=config.get("home", ""),
        file=config.get("file", ""),
        columns={"key": key, **columns},
        scheme=config.get("name", "draft"),
        as_of="",
        language=config.get("language", ""),
        precision=config.get("precision", "approximate"),
        crs="" if crs in ("", "EPSG:4326") else crs,
        prepare=_in_country(config.get("country", "")),
        types=tuple(filter(None, [config.get("types", "")])),
        is_whole=bool(config.get("is_whole", False)),
        rules=tuple(
            Rule("is", fold(kind), (code,) if code else ()) for kind, code in kinds.items()
        ),
    )


def _in_country(country: str) -> Any:
    """The country of everything in a list that does not say it."""

    def prepare(told: Told, _row: Told) -> Told:
        return {"country": country, **told} if country else told

    return prepare
