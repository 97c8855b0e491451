"""What an archive says about itself."""

import gzip
import json
from pathlib import Path

from basemap.archive import HEADER


def layers_of(file: Path) -> list[str]:
    """Names of the layers, as the metadata of a PMTiles archive has them."""
    content = file.read_bytes()
    start, length = HEADER.unpack_from(content)[4:6]
    metadata = json.loads(gzip.decompress(content[start : start + length]))
    return [layer["id"] for layer in metadata["vector_layers"]]
