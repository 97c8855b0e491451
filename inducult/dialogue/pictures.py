"""Where the pictures of sessions lie: apart from those of places, and shown by consent only."""

from __future__ import annotations

from typing import Final

from inducult.common.kept_files import SESSIONS, KeptFiles

_files: Final = KeptFiles(SESSIONS)
path_of, keep, drop = _files.path_of, _files.keep, _files.drop
