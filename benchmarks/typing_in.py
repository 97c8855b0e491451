"""How many keys a day on paper takes to type in: counted from the columns of the page, not timed.

`python -m benchmarks.typing_in` prints the table in docs/guide/workshop.md. A row costs the letters
of its fields, a Tab between two fields that are typed in, and Enter. What is carried over from the
row above (consent, kind, ring) costs nothing; cards, themes and concerns are typed one a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LETTERS: Final = (("English", 6), ("German, Czech, Polish", 7))  # of a word with its space
SPEEDS: Final = (150, 200, 300)  # keys a minute: two fingers, practised, office


@dataclass(frozen=True)
class Sheet:
    """A kind of sheet: how many there are, the words on each, and other keys for each."""

    name: str
    number: int
    words: int
    other: int


DAY: Final = (
    Sheet("people (a member's name is completed)", 12, 0, 7),
    Sheet("themes, with their dots", 6, 2, 4),
    Sheet("stories, with theme and receipt", 20, 60, 5 + 2 + 20 + 1),  # Tabs first, Enter last
    Sheet("cards, one a line with theme", 40, 5, 3 + 1),
    Sheet("propositions, with theme and dots", 5, 16, 5),
    Sheet("commitments, with date and receipt", 8, 16, 5 + 8 + 20 + 1),
    Sheet("concerns, one a line", 3, 10, 1),
)


def keys(sheet: Sheet, letters: int) -> int:
    """For all sheets of a kind."""
    return sheet.number * (sheet.words * letters + sheet.other)


def main() -> None:
    for language, letters in LETTERS:
        print(f"\n{language} ({letters} letters a word)")
        for sheet in DAY:
            print(f"  {sheet.number:3} {sheet.name:40} {keys(sheet, letters):6}")
        total = sum(keys(sheet, letters) for sheet in DAY)
        titles = total - 20 * 45 * letters
        for name, number in (("all words", total), ("of stories title and quote only", titles)):
            minutes = ", ".join(f"{number / speed:.0f} min at {speed}" for speed in SPEEDS)
            print(f"  {name}: {number} keys; {minutes}")


if __name__ == "__main__":
    main()
