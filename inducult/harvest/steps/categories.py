"""What the source calls a thing, as types of our taxonomy, by the mapping beside the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from inducult.common.folding import fold
from inducult.harvest.drafts import Draft, LeftOut, World
from inducult.harvest.recipes import Recipe, Rule

MOST_TYPES: Final = 4


def categorise(draft: Draft, recipe: Recipe, world: World) -> None:
    """Types in the order of the rules. Raises LeftOut for a kind that is none of ours."""
    draft.kinds = list(_kinds(draft))
    found: dict[str, None] = {}
    for rule in _meeting(tuple(map(fold, draft.kinds)), recipe.rules):
        if rule.how == "else" and found:
            continue
        if not rule.types and not found:
            raise LeftOut("not_ours", f"“{draft.kinds[0]}” is none of ours")
        found.update(dict.fromkeys(rule.types))
    types = list(found) or list(recipe.types)
    if not types:
        said = draft.kinds[0] if draft.kinds else "nothing"
        raise LeftOut("not_ours", f"“{said[:80]}” names no industry that we know")
    fine = {code.partition(".")[0] for code in types if "." in code}
    draft.types = [code for code in types if code not in fine][:MOST_TYPES]


def meets(rule: Rule, kind: str) -> bool:
    """Whether a rule is about a kind; both are folded."""
    if rule.how in ("is", "else"):
        return kind == rule.kind
    if rule.how == "part":
        return rule.kind in kind
    return _word(rule.kind).search(kind) is not None


def _kinds(draft: Draft) -> Iterator[str]:
    said = draft.told.get("kind")
    yield from (str(each) for each in (said if isinstance(said, list) else [said]) if each)


def _meeting(kinds: tuple[str, ...], rules: tuple[Rule, ...]) -> Iterator[Rule]:
    for rule in rules:
        if any(meets(rule, kind) for kind in kinds):
            yield rule


@lru_cache(maxsize=4_096)
def _word(word: str) -> re.Pattern[str]:
    """A word, or the beginning or end of a longer one where it carries a star."""
    body = re.escape(word).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w){body}(?!\w)")
