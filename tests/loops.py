"""How a test runs a story in a loop, also where a browser has one already."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def run(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """In a thread of its own: Playwright keeps a loop open in the thread of the tests."""
    with ThreadPoolExecutor(1) as alone:
        alone.submit(lambda: asyncio.run(story())).result()
