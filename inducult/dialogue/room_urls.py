"""The room: phones by code, the facilitator by session; behind the language and `room/`."""

from django.urls import path, register_converter

from inducult.dialogue.actions.leading import CODE_LENGTH
from inducult.dialogue.views import leading, phone


class Code:
    """What stands on the wall, in large letters or small."""

    regex = f"[A-Za-z]{{{CODE_LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value.lower()

    def to_url(self, value: str) -> str:
        return value.upper()


register_converter(Code, "code")

app_name = "room"
urlpatterns = [
    path("", phone.entrance, name="entrance"),
    path("<code:code>/", phone.room, name="room"),
    path("<code:code>/live/", phone.live, name="live"),
    path("<code:code>/board/", phone.board, name="board"),
    path("<code:code>/said/", phone.said, name="said"),
    path("<code:code>/hints/", phone.hints, name="hints"),
    path("<code:code>/gathering/", phone.gathering, name="gathering"),
    path("<code:code>/dots/", phone.dots, name="dots"),
    path("<code:code>/signing/", phone.signing, name="signing"),
    path("session/<slug:key>/", leading.lead, name="lead"),
    path("session/<slug:key>/wall/", leading.wall, name="wall"),
    path("session/<slug:key>/leading/", leading.leading, name="leading"),
    path("session/<slug:key>/live/", leading.live, name="lead_live"),
    path("session/<slug:key>/board/", leading.board, name="lead_board"),
    path("session/<slug:key>/gathering/", leading.gathering, name="lead_gathering"),
    path("session/<slug:key>/core/", leading.core, name="lead_core"),
    path("session/<slug:key>/code.svg", leading.code, name="code"),
]
