"""Where the pictures of pilots lie."""

from __future__ import annotations

from typing import Final

from inducult.common.kept_files import PILOTS, KeptFiles

_files: Final = KeptFiles(PILOTS)
path_of, keep, drop = _files.path_of, _files.keep, _files.drop
