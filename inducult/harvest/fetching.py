"""Files of sources over the network: asked politely, answered within limits, never from inside.

Off unless the operator switches it on (INDUCULT_FETCHING). Only https; a name is resolved once, all
its addresses must be public, and the connection goes to the address that was looked at, so that a
name which answers differently the second time (re-binding) gains nothing. Redirects are followed by
hand and looked at in the same way. No proxy, no cookies, no login.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

AGENT: Final = "InduCult harvester (living industrial culture; asks once a second)"
MOST_BYTES: Final = 512 * 1024**2
MOST_REDIRECTS: Final = 5
MOST_SECONDS: Final = 600.0
SILENCE: Final = 30.0  # seconds without a byte
PAUSE: Final = 1.0  # between two requests to one server
PATIENCE: Final = 120.0  # the longest that we wait when a server asks us to
TRIES: Final = 3
KEPT: Final = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


class NotFetched(RuntimeError):
    """Nothing was fetched, or not all of it; the message says which address and why."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{_shown(url)}: {reason}")


@dataclass(frozen=True)
class Answer:
    """A file that came, or that has not changed since it came the last time."""

    path: Path
    url: str
    is_fresh: bool


NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    if mapped is not None:
        return is_public(str(mapped))
    if isinstance(found, ipaddress.IPv6Address) and found in NAT64:
        return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_global and not found.is_multicast


@dataclass(frozen=True)
class Policy:
    """What may be asked. The tests alone ask their own stand-in server on this machine."""

    schemes: tuple[str, ...] = ("https",)
    may_ask: Callable[[str], bool] = is_public
    most_bytes: int = MOST_BYTES
    most_seconds: float = MOST_SECONDS
    pause: float = PAUSE


class Fetcher:
    """Fetches one file after the other, a second apart for each server."""

    def __init__(
        self, policy: Policy = Policy(), resolve: Callable[..., Any] = socket.getaddrinfo
    ) -> None:
        self.policy, self._resolve = policy, resolve
        self._asked_at: dict[str, float] = {}
        self._client = httpx.Client(
            transport=_Transport(_Looking(self._addresses)),
            follow_redirects=False,
            timeout=httpx.Timeout(SILENCE),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
            trust_env=False,
        )

    def fetch(
        self,
        url: str,
        path: Path,
        *,
        form: Mapping[str, str] | None = None,
        accept: str = "*/*",
    ) -> Answer:
        """Put what stands at the address into the file, whole or not at all.

        `form` is sent by POST. Asks only for what has changed since the last time. Raises
        NotFetched.
        """
        ends = time.monotonic() + self.policy.most_seconds
        kept = {} if form else _kept(path, url)
        headers = {"Accept": accept, **kept}
        for _hop in range(MOST_REDIRECTS + 1):
            with self._asked(url, form, headers, ends) as response:
                if response.status_code == 304 and kept:
                    return Answer(path, url, is_fresh=False)
                if not response.is_redirect:
                    self._keep(response, url, path, ends)
                    return Answer(path, url, is_fresh=True)
                url, form = urljoin(url, response.headers["Location"]), None
        raise NotFetched(url, f"leads on more than {MOST_REDIRECTS} times")

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def _asked(
        self, url: str, form: Mapping[str, str] | None, headers: dict[str, str], ends: float
    ) -> Iterator[httpx.Response]:
        """An answer that is one: not "later", not an error."""
        self._look(url)
        for attempt in range(TRIES):
            self._wait(url)
            method = "POST" if form else "GET"
            try:
                with self._client.stream(method, url, data=form, headers=headers) as response:
                    if response.status_code in (429, 503) and attempt + 1 < TRIES:
                        self._be_patient(url, response, ends)
                        continue
                    if response.status_code >= 400 or response.status_code in (300, 305, 306):
                        raise NotFetched(url, f"the server answers {response.status_code}")
                    yield response
                    return
            except (httpx.HTTPError, httpcore.NetworkError, httpx.InvalidURL) as error:
                raise NotFetched(url, str(error) or type(error).__name__) from None

    def _keep(self, response: httpx.Response, url: str, path: Path, ends: float) -> None:
        """Write beside the file and move it there at the end."""
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(path.name + ".part")
        try:
            with part.open("wb") as out:
                for block in self._blocks(response, url, ends):
                    out.write(block)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        told = {name: response.headers[name] for name in KEPT if name in response.headers}
        _notes(path).write_text(json.dumps({"url": url, **told}), encoding="utf-8")

    def _blocks(self, response: httpx.Response, url: str, ends: float) -> Iterator[bytes]:
        """The body as it unpacks, as long as it is neither too much nor too slow."""
        size = 0
        for block in response.iter_bytes(1 << 16):
            size += len(block)
            if size > self.policy.most_bytes:
                raise NotFetched(url, f"is larger than {self.policy.most_bytes // 1024**2} MB")
            if time.monotonic() > ends:
                raise NotFetched(url, f"takes longer than {self.policy.most_seconds:.0f} seconds")
            yield block

    def _look(self, url: str) -> None:
        """Raises NotFetched for an address that is none of the public web."""
        parts = urlsplit(url)
        if parts.scheme not in self.policy.schemes:
            raise NotFetched(url, f"is not {' or '.join(self.policy.schemes)}")
        if not parts.hostname or parts.username or parts.password:
            raise NotFetched(url, "names no server, or carries a login")

    def _addresses(self, host: str, port: int) -> str:
        """One address of a server, when all of them may be asked. Raises NotFetched."""
        try:
            found = {str(each[4][0]) for each in self._resolve(host, port, type=socket.SOCK_STREAM)}
        except OSError:
            raise NotFetched(host, "has no address") from None
        refused = sorted(each for each in found if not self.policy.may_ask(each))
        if refused or not found:
            raise NotFetched(host, "lies inside a network, not on the public web")
        return min(found, key=lambda each: (":" in each, each))

    def _wait(self, url: str) -> None:
        host = urlsplit(url).hostname or ""
        rest = self._asked_at.get(host, -PAUSE) + self.policy.pause - time.monotonic()
        if rest > 0:
            time.sleep(rest)
        self._asked_at[host] = time.monotonic()

    def _be_patient(self, url: str, response: httpx.Response, ends: float) -> None:
        """Wait as long as the server asks; not for ever. Raises NotFetched."""
        said = response.headers.get("Retry-After", "")
        seconds = float(said) if said.isdigit() else self.policy.pause
        if seconds > PATIENCE or time.monotonic() + seconds > ends:
            raise NotFetched(url, f"the server asks to come back in {seconds:.0f} seconds")
        time.sleep(seconds)


class _Looking(httpcore.NetworkBackend):
    """Connects to the address that was looked at, whatever the name answers a moment later."""

    def __init__(self, addresses: Callable[[str, int], str]) -> None:
        self._addresses, self._real = addresses, httpcore.SyncBackend()

    def connect_tcp(self, host: str, port: int, *args: Any, **options: Any) -> Any:
        return self._real.connect_tcp(self._addresses(host, port), port, *args, **options)

    def connect_unix_socket(self, path: str, *args: Any, **options: Any) -> Any:
        raise NotFetched(path, "is a socket of this machine")

    def sleep(self, seconds: float) -> None:
        self._real.sleep(seconds)


class _Transport(httpx.HTTPTransport):
    """httpx over our own connections; the name of the server goes on into TLS and Host."""

    def __init__(self, backend: httpcore.NetworkBackend) -> None:
        super().__init__(trust_env=False)
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), network_backend=backend
        )


def _kept(path: Path, url: str) -> dict[str, str]:
    """What the server said of the file the last time, as questions."""
    try:
        notes = json.loads(_notes(path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not path.exists() or notes.get("url") != url:
        return {}
    return {ask: notes[name] for name, ask in KEPT.items() if name in notes}


def _notes(path: Path) -> Path:
    return path.with_name(path.name + ".fetched")


def _shown(url: str) -> str:
    """An address without what may be secret in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "an address that is none"
    return f"{parts.scheme}://{parts.hostname}{parts.path}" if parts.hostname else url[:80]
