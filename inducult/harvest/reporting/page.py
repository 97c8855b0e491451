"""The report as a page of Markdown (docs/harvest-report.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from inducult.harvest.judged import Judged, right_of_sure
from inducult.harvest.reporting.gathering import Brought, Drawn

BY_HAND: Final = "<!-- Written by hand; kept when the page is made anew. -->"
END: Final = "<!-- End of what is written by hand. -->"
LONGEST: Final = 160  # letters of a cell
NAMED: Final = 80  # letters of a name by which a judged pair is found again
VERDICTS: Final = {"right": "right", "wrong": "**wrong**", "unsure": "cannot tell"}
COUNTED: Final = ("records", "new", "matched", "related", "refused", "doubtful", "taken over")
HEAD: Final = """# What the ready sources bring

Made by `inducult sources --report FOLDER` on {day}: every ready source, harvested one after the
other into one register that began with the {places} curated places of the eight regions. Of each
source what is sure (new places, and changes above its threshold) was taken over before the next
came, so later sources meet what earlier ones brought. A source marked *sample* was harvested from
the small sample in the repository, because the whole file is not here.

*Records*: after rows of one plant were joined. *New*: no place of ours near. *Matched*: held for
one of our places. *Related*: on one ground and not the same. *Refused*: left out by the steps (no
industry, no position, never built, ...). *Doubtful*: matches below the threshold of the source,
which wait for a person. *Taken over*: written as drafts.

Up to twenty matches of each source are drawn at random below. The column *judged* was filled by
reading both records as this page shows them (names, distance, kinds, operators), **at the desk and
not on the spot**; what could not be told is said so and counts as not right. *Judged right* counts
the matches above the threshold alone: those that may be taken over many at once.

"""


def page(
    told: Sequence[Brought],
    judged: Mapping[str, Sequence[Judged]],
    *,
    day: str,
    places: int,
    remarks: str = "",
) -> str:
    """The whole page; `judged` by name of the source, `remarks` as somebody wrote them by hand."""
    sections = (_section(each, judged.get(each.recipe.name, ())) for each in told)
    head = HEAD.format(day=day, places=places) + f"{BY_HAND}\n{remarks}{END}\n\n"
    return head + _table(told, judged) + "".join(sections)


def remarks_in(page: str) -> str:
    """What somebody wrote by hand into a page that was made before."""
    return page.partition(f"{BY_HAND}\n")[2].partition(END)[0]


def _table(told: Sequence[Brought], judged: Mapping[str, Sequence[Judged]]) -> str:
    head = ("source", "licence", *COUNTED, "sure from", "judged right", "s")
    lines = [f"| {' | '.join(head)} |", f"|---|---|{'--:|' * (len(head) - 2)}"]
    sums: Counter[str] = Counter()
    all_judged: list[Judged] = []
    for each in told:
        recipe, said = each.recipe, judged.get(each.recipe.name, ())
        sums.update(each.counts)
        all_judged += said
        mark = " (sample)" if each.is_sample else ""
        cells = [f"[{recipe.name}](#{recipe.name}){mark}", recipe.licence, *_numbers(each.counts)]
        cells += [f"{recipe.accept_from:.2f}", _share(said), f"{each.seconds:.0f}"]
        lines.append(f"| {' | '.join(cells)} |")
    lines.append(f"| {' | '.join(['**all**', '', *_numbers(sums), '', _share(all_judged), ''])} |")
    return "\n".join(lines) + "\n"


def _numbers(counts: Mapping[str, int]) -> list[str]:
    return [f"{counts[name]:,}" for name in COUNTED]


def _share(judged: Sequence[Judged]) -> str:
    right, looked = right_of_sure(judged)
    return f"{right} of {looked}" if looked else ""


def _section(each: Brought, judged: Sequence[Judged]) -> str:
    recipe = each.recipe
    kinds = ", ".join(f"{kind.replace('_', ' ')} {number:,}" for kind, number in each.faults)
    head = f"\n## {recipe.name}\n\n{recipe.title}. Mended or left out: {kinds or 'nothing'}.\n\n"
    if not each.drawn:
        return head + "No match with a place that we have.\n"
    said = {_pair(pair): pair for pair in judged}
    rows = "".join(_row(drawn, said.get(_pair(drawn))) for drawn in each.drawn)
    return f"{head}| theirs | ours | probability | why | judged |\n|---|---|--:|---|---|\n{rows}"


def _pair(pair: Drawn | Judged) -> tuple[str, str]:
    """The two names, as far as a cell shows them."""
    return pair.theirs[:NAMED], pair.ours[:NAMED]


def _row(drawn: Drawn, judged: Judged | None) -> str:
    sure = f"{drawn.probability:.3f}{'' if drawn.is_sure else ' (doubtful)'}"
    theirs, ours = f"{drawn.theirs} [{drawn.their_types}]", f"{drawn.ours} [{drawn.our_types}]"
    verdict = "not yet"
    if judged:
        note = f": {judged.note}" if judged.note else ""
        verdict = VERDICTS[judged.verdict] + note
    return f"| {_cell(theirs)} | {_cell(ours)} | {sure} | {_cell(drawn.why)} | {_cell(verdict)} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ")[:LONGEST]
