from basemap.exonyms import Exonyms, matched, read_exonyms
from basemap.features import read_table
from inducult.common.folding import fold
from inducult.common.gazetteer import find_town
from inducult.common.languages import CODES

# Towns of these countries stand in the gazetteer, with which our table can be compared.
KNOWN = {"AT", "BE", "CH", "CZ", "DE", "HR", "HU", "IT", "LU", "NL", "PL", "SI", "SK"}
# On the Elbe lies a town that its own people call so.
OTHERS_TOO = {("Aachen", "Aken")}


def test_every_town_has_a_name_in_all_eight_languages() -> None:
    missing = [
        (row.name, code) for row in read_exonyms() for code in CODES if not row.by_language[code]
    ]
    assert missing == []


def test_no_town_stands_twice() -> None:
    names = [(row.name, row.country) for row in read_exonyms()]
    assert len(names) == len(set(names))


def test_every_name_leads_to_its_town_and_no_other() -> None:
    strays = {
        (row.name, text)
        for row in read_exonyms()
        if row.country in KNOWN
        for text in row.by_language.values()
        if (town := find_town(text, row.country)) is None or town.name != row.name
    }
    assert strays == OTHERS_TOO


def test_rivers_and_seas_have_names_in_all_eight_languages() -> None:
    rows = [*read_table("rivers"), *read_table("seas")]
    assert all(row[code] for row in rows for code in CODES)


def test_a_row_means_the_largest_town_of_its_country() -> None:
    row = Exonyms("Zwickau", "DE", dict.fromkeys(CODES, "Zwickau"))
    towns = [(1, "Zwickau", "CZ"), (2, "Zwickau", "DE"), (3, "Zwickau", "DE")]
    assert matched(towns, [row]) == {2: row}


def test_only_names_that_differ_are_told() -> None:
    row = next(row for row in read_exonyms() if fold(row.name) == "praha")
    assert row.elsewhere() == {
        "en": "Prague",
        "de": "Prag",
        "pl": "Praga",
        "it": "Praga",
        "sl": "Praga",
        "hr": "Prag",
        "nl": "Praag",
    }
