"""Web processes share the connections that come."""

from __future__ import annotations

import socket
from contextlib import ExitStack

import pytest

from inducult.config.server import OneByOne


def test_each_process_takes_one_connection_in_a_round() -> None:
    with ExitStack() as stack:
        listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        one, other = (stack.enter_context(OneByOne(fileno=listening.dup().detach())) for _ in "ab")
        for _ in range(3):
            stack.enter_context(socket.create_connection(listening.getsockname()))
        for process in (one, other):
            process.setblocking(False)
            stack.enter_context(process.accept()[0])
            with pytest.raises(BlockingIOError):
                process.accept()
        stack.enter_context(one.accept()[0])  # in its next round
        with pytest.raises(BlockingIOError):
            one.accept()
        with pytest.raises(BlockingIOError):
            other.accept()
