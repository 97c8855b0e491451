"""The eight regions and ten partners of the leaflet."""

from __future__ import annotations

import pytest

from inducult.common.history import Actor
from inducult.common.models import Act
from inducult.partnership.loading import load_partnership
from inducult.partnership.models import Organisation, Person, Region

pytestmark = pytest.mark.django_db


def load() -> tuple[int, int]:
    return load_partnership(by=Actor.command("test"))


def test_eight_regions_and_ten_partners_and_a_second_time_the_same() -> None:
    assert load() == (8, 10)
    acts = list(Act.objects.order_by("id").values_list("actor", "deed", "subject_kind"))
    assert sorted(acts) == [
        *[("command:test", "load", "organisation")] * 10,
        *[("command:test", "load", "region")] * 8,
    ]
    assert load() == (8, 10)
    assert Act.objects.count() == 18
    assert [region.code for region in Region.objects.all()] == [
        "genk",
        "gorenjska",
        "karlovy-vary",
        "leoben",
        "opole",
        "padova",
        "sisak-moslavina",
        "zwickau",
    ]
    parts = sorted(Organisation.objects.values_list("part", flat=True))
    assert parts == ["lead partner", *["regional partner"] * 7, *["scientific partner"] * 2]


def test_a_region_may_have_several_nuts_codes() -> None:
    load()
    assert Region.objects.get(code="opole").nuts == ["PL523", "PL524"]


def test_no_private_persons_in_the_demonstration() -> None:
    load()
    assert Person.objects.count() == 0


def test_people_sign_in_by_an_address_in_any_case() -> None:
    anna = Person.objects.create_user("Anna@Example.org", "a long password", name="Anna")
    assert anna.email == "anna@example.org"
    assert Person.objects.get_by_natural_key("ANNA@example.org") == anna
    assert anna.check_password("a long password")
    with pytest.raises(ValueError, match="needs an e-mail address"):
        Person.objects.create_user("")
