"""What the server of `mortal` loads: every process that it forks has it in memory already."""

from __future__ import annotations

import django

django.setup()

from inducult.harvest.expecting import become, sample_of  # noqa: E402 -- after the setup
from inducult.harvest.sources import ready_source  # noqa: E402 -- after the setup
from inducult.harvest.surrounding import WORLD  # noqa: E402 -- after the setup

RECIPE = ready_source("openbrewerydb")
become(RECIPE, sample_of(RECIPE), WORLD)
