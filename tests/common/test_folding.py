from hypothesis import given
from hypothesis import strategies as st

from inducult.common.folding import fold


def test_letters_of_all_partner_languages_fold_to_plain_ones() -> None:
    folded = [
        fold(text) for text in ("Łódź", "Karlovy Vary – Dvůr", "Đurđevac", "Straße", "Žužemberk")
    ]
    assert folded == ["lodz", "karlovy vary – dvur", "durdevac", "strasse", "zuzemberk"]


def test_ligatures_and_northern_letters_fold_to_what_people_type() -> None:
    assert fold("Æther Œuvre Øresund ﬁn") == "aether oeuvre oresund fin"


def test_capital_sharp_s_folds_like_the_small_one() -> None:
    assert fold("WEIẞENFELS") == fold("Weißenfels") == "weissenfels"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aąbcčćdđefghijklłmnoóöpqrsßśtuüvwxyzźžæœø -"))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)
