"""A region with a workshop, beside the cast."""

from __future__ import annotations

import pytest

from inducult.partnership.models import Region
from tests.cast import HOME, Cast
from tests.dialogue.workshop import Workshop, workshop_in
from tests.test_permissions import things_of


@pytest.fixture
def region(db: None) -> Region:
    return Region.objects.create(code=HOME, country="DE")


@pytest.fixture
def workshop(region: Region) -> Workshop:
    """Without the cast: quick, for laws."""
    return workshop_in(region)


@pytest.fixture
def home(cast: Cast) -> Workshop:
    """A workshop in the home region of the cast."""
    return workshop_in(Region.objects.get(code=HOME))


@pytest.fixture
def things(cast: Cast) -> dict[str, str]:
    """What stands in the register when the permissions are asked."""
    return things_of(cast)
