"""What comes from a phone: hostile until it has been read here, and never longer than this."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inducult.dialogue.models import (
    Card,
    Commitment,
    Concern,
    Consent,
    Participant,
    Proposition,
    Sector,
    Story,
    Theme,
)
from inducult.dialogue.models.spoken import Sent, next_number
from inducult.dialogue.phases import Deed

KEY: Final = r"^[0-9A-Za-z_-]{8,29}$"


class Slip(forms.Form):
    """One thing that somebody says. `client_key` makes it one thing however often it is sent."""

    deed: Deed
    client_key = forms.RegexField(KEY, required=False)
    step = forms.IntegerField(min_value=0, max_value=200, required=False)

    def row(self, seat: Participant) -> Sent:
        """The row as it would be kept."""
        raise NotImplementedError

    def themes(self, seat: Participant) -> list[Theme] | None:
        """From which themes it grows; None: it is not said."""
        return None

    def _sent(self, seat: Participant) -> dict[str, Any]:
        """What every row of this sender has: twice sent by two people is two things."""
        made = self.cleaned_data["client_key"]
        key = f"{seat.key}-{made}" if made else ""
        return {"session": seat.session, "client_key": key}


class CardSlip(Slip):
    deed = Deed.WRITE_CARD
    text = forms.CharField(max_length=240)
    kind = forms.ChoiceField(choices=Card.Kind.choices)
    ring = forms.ChoiceField(choices=[("", ""), *Card.Ring.choices], required=False)

    def row(self, seat: Participant) -> Card:
        said = self.cleaned_data
        step = said["step"] if said["step"] is not None else seat.session.position
        words = {name: said[name] for name in ("text", "kind", "ring")}
        return Card(**self._sent(seat), participant=seat, step=step, **words)


class StorySlip(Slip):
    deed = Deed.TELL_STORY
    title = forms.CharField(max_length=160, label=_("A title"))
    happening = forms.CharField(
        max_length=8000, label=_("What happened?"), widget=forms.Textarea(attrs={"rows": 5})
    )
    made_possible = forms.CharField(
        max_length=4000,
        label=_("What made it possible?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quote = forms.CharField(
        max_length=600,
        label=_("A sentence that others may quote"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    consent = forms.ChoiceField(
        choices=Consent.choices, label=_("Who may read the story?"), initial=Consent.GROUP
    )
    quote_consent = forms.ChoiceField(
        choices=Consent.choices, label=_("Who may read the sentence?"), initial=Consent.GROUP
    )

    def row(self, seat: Participant) -> Story:
        said, session = self.cleaned_data, seat.session
        names = ("title", "happening", "made_possible", "quote", "consent", "quote_consent")
        return Story(
            **self._sent(seat),
            group=session.group,
            participant=seat,
            language=session.language,
            is_example=session.is_example,
            **{name: said[name] for name in names},
        )


class ThemeSlip(Slip):
    deed = Deed.GATHER
    title = forms.CharField(max_length=160)

    def row(self, seat: Participant) -> Theme:
        order = next_number(seat.session.themes)
        return Theme(**self._sent(seat), title=self.cleaned_data["title"], order=order)


class PropositionSlip(Slip):
    deed = Deed.PROPOSE
    text = forms.CharField(max_length=600)
    theme = forms.CharField(max_length=40, required=False)

    def themes(self, seat: Participant) -> list[Theme]:
        return list(seat.session.themes.filter(key=self.cleaned_data["theme"]))

    def row(self, seat: Participant) -> Proposition:
        session = seat.session
        order, text = next_number(session.propositions), self.cleaned_data["text"]
        return Proposition(**self._sent(seat), text=text, order=order, language=session.language)


class CommitmentSlip(Slip):
    deed = Deed.COMMIT
    who = forms.CharField(max_length=120, label=_("Who?"), required=False)
    promise = forms.CharField(
        max_length=600, label=_("What will you do?"), widget=forms.Textarea(attrs={"rows": 3})
    )
    until = forms.DateField(
        label=_("Until when?"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    needs = forms.CharField(max_length=400, label=_("What do you need for it?"), required=False)
    offers = forms.CharField(max_length=400, label=_("What do you offer?"), required=False)

    def row(self, seat: Participant) -> Commitment:
        said = {name: self.cleaned_data[name] for name in ("until", "needs", "offers")}
        said |= {"who": self.cleaned_data["who"] or seat.name}
        said |= {"what": self.cleaned_data["promise"]}
        return Commitment(**self._sent(seat), participant=seat, **said)


class ConcernSlip(Slip):
    deed = Deed.RAISE_CONCERN
    text = forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    may_be_reframed = forms.BooleanField(
        required=False, label=_("It may be turned into a question for everybody")
    )

    def row(self, seat: Participant) -> Concern:
        names = ("text", "may_be_reframed")
        said = {name: self.cleaned_data[name] for name in names}
        return Concern(**self._sent(seat), participant=seat, **said)


SLIPS: Final[dict[str, type[Slip]]] = {
    "card": CardSlip,
    "story": StorySlip,
    "theme": ThemeSlip,
    "proposition": PropositionSlip,
    "commitment": CommitmentSlip,
    "concern": ConcernSlip,
}


class JoinSlip(forms.Form):
    """A seat: the sector, and a name where the session is by name."""

    sector = forms.ChoiceField(
        choices=[("", pgettext_lazy("sector", "Please choose")), *Sector.choices],
        label=_("Where do you come from?"),
    )
    name = forms.CharField(
        max_length=120,
        required=False,
        label=_("Your name, if you like"),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    client_key = forms.RegexField(KEY, required=False)
