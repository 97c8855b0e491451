"""An uploaded file looked at: read as far as a page may, guessed, and tried with a mapping."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from inducult.harvest.drafts import Draft, LeftOut, World
from inducult.harvest.guessing.coordinates import DEGREES, guess_position
from inducult.harvest.guessing.heads import Rows, guess_columns
from inducult.harvest.guessing.kinds import guess_kinds
from inducult.harvest.readers import read
from inducult.harvest.receiving import records, told_of
from inducult.harvest.recipes import Recipe
from inducult.harvest.rows import Unreadable
from inducult.harvest.saved import recipe_from
from inducult.harvest.steps import clean
from inducult.harvest.steps.country import FRAMES, lies_in
from inducult.harvest.steps.language import language_at
from inducult.places.queries import town_at

LOOKED_AT: Final = 2_000  # rows
GUESSED_FROM: Final = 200
SHOWN: Final = 500  # points on the map


@dataclass(frozen=True)
class Trial:
    """What the first rows become: drafts, and rows with the kind and reason why not."""

    drafts: tuple[Draft, ...]
    faults: tuple[tuple[int, str, str], ...]
    remarks: tuple[tuple[str, str], ...]
    looked_at: int

    @property
    def faults_by_kind(self) -> list[tuple[str, int]]:
        return Counter(kind for _row, kind, _reason in self.faults).most_common()

    @property
    def points(self) -> list[dict[str, Any]]:
        return [
            {"lon": draft.lon, "lat": draft.lat, "label": draft.names[0]["text"]}
            for draft in self.drafts[:SHOWN]
        ]


def first_rows(path: Path, most: int = LOOKED_AT) -> list[dict[str, Any]]:
    """The first rows of a file. Raises Unreadable."""
    found = [row.values for row in islice(read(path), most)]
    if not found:
        raise Unreadable(path.name, 0, "holds no row of data")
    return found


def guess(rows: Rows) -> dict[str, Any]:
    """A first mapping: columns, system, country, language, kinds."""
    sample = rows[:GUESSED_FROM]
    columns = guess_columns(sample)
    meaning = guess_position(sample, columns, town_at)
    columns.pop("lon", None)
    columns.pop("lat", None)
    if meaning is not None:
        columns |= {"lon": meaning.lon, "lat": meaning.lat}
    crs = meaning.crs if meaning else DEGREES
    told = {"columns": columns, "crs": crs, "kinds": {}, "precision": "approximate"}
    if "kind" in columns:
        told["kinds"] = guess_kinds(rows, columns["kind"])
    if "country" not in columns:
        told["country"] = _country(sample, told)
    return {
        **told,
        "language": language_at(str(told.get("country", ""))) if told.get("country") else "",
    }


def try_out(mapping: Mapping[str, Any], path: Path) -> Trial:
    """The first rows through all steps; nothing is written. Raises Unreadable."""
    recipe = recipe_from(mapping)
    drafts, faults, count = [], [], 0
    for record in islice(records(recipe, path), LOOKED_AT):
        count += 1
        found = record.fault or _draft(recipe, record.key, record.content)
        if isinstance(found, Draft):
            drafts.append(found)
        else:
            faults.append((record.number, *found))
    remarks = tuple(remark for draft in drafts for remark in draft.remarks)
    return Trial(tuple(drafts), tuple(faults), remarks, count)


def _draft(recipe: Recipe, key: str, content: Any) -> Draft | tuple[str, str]:
    try:
        return clean(key, told_of(recipe, content) or {}, recipe, World(town_at))
    except LeftOut as left:
        return left.kind, left.reason


def _country(rows: Rows, mapping: Mapping[str, Any]) -> str:
    """The one country in whose frame most points lie; "" when several would do as well."""
    recipe = recipe_from({**mapping, "types": "MIN.MINE", "kinds": {}, "country": ""})
    counts: Counter[str] = Counter()
    for number, row in enumerate(rows):
        found = _draft(recipe, str(number), row)
        if isinstance(found, Draft) and found.lon is not None and found.lat is not None:
            counts.update(code for code in FRAMES if lies_in(code, found.lon, found.lat, 0.0))
            for code in FRAMES:
                counts[code] += 3 * (town_at(found.municipality, code) is not None)
    best = counts.most_common(2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return best[0][0]
