"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inducult.config.settings")
django = get_wsgi_application()

from inducult.config.tile_answers import TileAnswers  # noqa: E402 -- when Django stands

application = TileAnswers(django)
