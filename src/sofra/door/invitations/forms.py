from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sofra.door.guests.forms import PlainLine
from sofra.door.guests.models import Answer, Guest, GuestSet
from sofra.door.invitations.letter import NEEDED, Message, Words
from sofra.door.invitations.models import Invitation
from sofra.door.invitations.queries import To, Whom, guests_for, invitation_with, languages_read
from sofra.door.programme.models import Dialogue
from sofra.web.codes import CodeField
from sofra.web.languages import own_name_of_content

CHOICES = {
    "room": _("Yes, I come"),
    "online": _("Yes, I take part online"),
    "unsure": _("I am not sure yet"),
    "no": _("No, I cannot"),
}
WAYS = {
    Dialogue.Format.IN_PERSON: ("room", "unsure", "no"),
    Dialogue.Format.HYBRID: ("room", "online", "unsure", "no"),
    Dialogue.Format.ONLINE: ("online", "unsure", "no"),
}


class ClockInput(forms.TimeInput):
    """The clock of the browser, which writes hours and minutes in one way only."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class AnswerCodeForm(forms.Form):
    code = CodeField(label=_("Your code"), help_text=_("The sixteen letters in your letter."))

    def clean_code(self) -> Invitation:
        invitation = invitation_with(self.cleaned_data["code"])
        if invitation is None:
            text = gettext("No invitation has this code. Compare it letter by letter; a newer letter has a newer code.")
            raise ValidationError(text)
        return invitation


class AnswerForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Do you come?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the answers.")},
    )
    step_free = forms.BooleanField(label=_("I need a way and a table without steps"), required=False)
    needs = PlainLine(
        label=_("What else helps you to take part"),
        help_text=_("Such as an interpreter. Only the convenors read it."),
        max_length=400,
        required=False,
    )

    def __init__(self, *args: Any, guest: Guest, **kwargs: Any) -> None:
        given = guest.mode if guest.answer == Answer.YES else guest.answer
        super().__init__(*args, **kwargs)
        self.initial = {"choice": given, "needs": guest.needs, "step_free": guest.step_free}
        ways = WAYS[Dialogue.Format(guest.dialogue.format)]
        self.fields["choice"].choices = [(way, CHOICES[way]) for way in ways]  # type: ignore[attr-defined]  # a ChoiceField


class ToForm(forms.Form):
    to = forms.ChoiceField(label=_("To whom"), choices=To.choices, widget=forms.RadioSelect, initial=To.NEW)


class HoursForm(forms.Form):
    begins = forms.TimeField(label=_("Begins at"), required=False, widget=ClockInput)
    ends = forms.TimeField(label=_("Ends at"), required=False, widget=ClockInput)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(given.get("begins")) != bool(given.get("ends")):
            missing = "ends" if given.get("begins") else "begins"
            self.add_error(missing, gettext("Write both, or leave both empty."))
        elif not self.errors and given.get("begins") and given["begins"] == given["ends"]:
            self.add_error("ends", gettext("It ends when it begins. Look at it again."))
        return given


class LetterForm(forms.Form):
    subject = PlainLine(label=_("Subject"), help_text=_("Neutral: others may see it."), max_length=120)
    body = forms.CharField(
        label=_("Letter"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 14}),
    )

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"].replace("\r\n", "\n")
        missing = [place for place in NEEDED if place not in body]
        if missing:
            text = gettext("Without %(places)s nobody can answer. Put it back.")
            raise ValidationError(text % {"places": ", ".join(missing)})
        return body

    def words(self) -> Words:
        return Words(self.cleaned_data["subject"], self.cleaned_data["body"])


class MessageForm(forms.Form):
    """A subject and a text for each content language that guests of this dialogue read."""

    whom = forms.ChoiceField(label=_("To whom"), choices=Whom.choices, widget=forms.RadioSelect, initial=Whom.ALL)

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dialogue = dialogue
        self.languages = languages_read(guests_for(dialogue, Whom.ALL))
        for each in self.languages:
            self.fields[f"subject_{each}"] = PlainLine(
                label=_("Subject"), help_text=_("Neutral: others may see it."), max_length=120, required=False
            )
            self.fields[f"body_{each}"] = forms.CharField(
                label=_("Message"),
                max_length=4000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 6, "lang": each}),
            )

    @property
    def parts(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Each language by its own name, with its two fields."""
        return [(own_name_of_content(each), self[f"subject_{each}"], self[f"body_{each}"]) for each in self.languages]

    def guests(self) -> GuestSet:
        return guests_for(self.dialogue, self.cleaned_data["whom"])

    def clean(self) -> dict[str, Any]:
        """Everybody it goes to can read it."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("whom"):
            for each in languages_read(guests_for(self.dialogue, given["whom"])):
                for name in (f"subject_{each}", f"body_{each}"):
                    if not given.get(name) and name not in self.errors:
                        self.add_error(name, gettext("Guests read this language. Write it here too."))
        return given

    def message(self) -> Message:
        def texts(name: str) -> dict[str, str]:
            return {each: self.cleaned_data[f"{name}_{each}"].replace("\r\n", "\n") for each in self.languages}

        return Message(texts("subject"), texts("body"))
