"""What a page of results shows, read from its HTML as a visitor's browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Shown(HTMLParser):
    """Texts by the id of their element, attributes by id, and links in their order."""

    html: str
    texts: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str]] = []
        self._link: list[str] = []
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if "id" in said:
            assert said["id"] not in self.attributes, f"id {said['id']} twice"
            self.attributes[said["id"]] = {"tag": tag, **said}
        if tag in ("input", "meta", "link", "br", "path", "use", "circle", "rect", "img"):
            return
        self._open.append((tag, said.get("id", "")))
        if tag == "a":
            self._link = [said.get("href", ""), ""]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "a" and self._link:
            self.links.append((self._link[0], " ".join(self._link[1].split())))
            self._link = []

    def handle_data(self, data: str) -> None:
        for _, name in self._open:
            if name:
                self.texts[name] = " ".join(f"{self.texts.get(name, '')} {data}".split())
        if self._link:
            self._link[1] += data

    def leads_to(self, text: str) -> str:
        """The address of the link with this text."""
        return next(address for address, words in self.links if words == text)
