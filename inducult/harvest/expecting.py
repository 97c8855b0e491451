"""What a sample of a source becomes, as a value that a person can read through and sign. Pure."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from inducult.harvest.drafts import Draft, LeftOut, World
from inducult.harvest.receiving import Record, records, told_of
from inducult.harvest.recipes import Recipe
from inducult.harvest.steps import clean


def sample_of(recipe: Recipe) -> Path:
    """The sample beside the source; its name ends like that of the whole file."""
    found = sorted(recipe.folder.glob("sample.*"))
    if len(found) != 1:
        raise FileNotFoundError(f"{recipe.folder} must hold one file called sample.*")
    return found[0]


def become(recipe: Recipe, path: Path, world: World) -> dict[str, Any]:
    """Key (or row) of each record -> what is known of it, or why it was left out."""
    return dict(_one(recipe, record, world) for record in records(recipe, path))


def _one(recipe: Recipe, record: Record, world: World) -> tuple[str, Any]:
    if record.fault:
        return f"row {record.number}", {"left_out": record.fault[0], "reason": record.fault[1]}
    try:
        draft = clean(record.key, told_of(recipe, record.content) or {}, recipe, world)
    except LeftOut as left:
        return record.key, {"left_out": left.kind, "reason": left.reason}
    return record.key, _value(draft)


def _value(draft: Draft) -> dict[str, Any]:
    """The draft without what is empty and without what the source told word for word."""
    value = asdict(draft)
    for name in ("told", "key", "precision_m"):
        value.pop(name)
    value["names"] = [f"{n['text']} [{n['language']}, {n['kind']}]" for n in draft.names]
    value["identifiers"] = [f"{i['scheme']}:{i['value']}" for i in draft.identifiers]
    value["phases"] = [f"{p['state']} {p['start']}/{p['end']}" for p in draft.phases]
    value["facts"] = [fact["text"] for fact in draft.facts]
    value["remarks"] = [f"{kind}: {words}" for kind, words in draft.remarks]
    return {name: each for name, each in value.items() if each not in ("", [], None)}
