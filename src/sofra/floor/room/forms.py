import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.floor.room.models import Dialogue
from sofra.hatch.blind import Pass, UnreadablePass, read_pass
from sofra.hatch.brief import LARGEST_ROOM
from sofra.hatch.codes import LENGTHS
from sofra.web.codes import CodeField
from sofra.web.languages import current_language, in_language

QUESTIONS = {"country": _("Which country do you come from?"), "sector": _("Where do you work?")}
NO_GROUP = "none"

LOOKS_LIKE_A_PASS = re.compile(r"pass=|[\w-]{60}")
"""A link to one, or more letters in a row than any code has."""


class CodeOrPassField(CodeField):
    def clean(self, value: Any) -> Any:
        typed = forms.CharField.clean(self, value)
        return _pass_in(typed) if LOOKS_LIKE_A_PASS.search(typed) else self.read(typed)


class CodeForm(forms.Form):
    code = CodeOrPassField(
        lengths=LENGTHS,
        label=_("Code from your card, or your pass"),
        max_length=2000,
        error_messages={"required": _("Type the letters from your card, or paste your pass.")},
    )
    again = forms.BooleanField(required=False, widget=forms.HiddenInput)


def _pass_in(typed: str) -> Pass:
    try:
        return read_pass(typed)
    except UnreadablePass as error:
        text = _("This pass is not whole. Copy it again from its first to its last letter, or open its link.")
        raise forms.ValidationError(text) from error


class HeadcountForm(forms.Form):
    issued = forms.IntegerField(
        label=_("Cards and passes given out"),
        help_text=_("Cards drawn from the bowl, and what the door's desk says it issued to guests from afar."),
        min_value=0,
        max_value=2 * LARGEST_ROOM,
    )
    present = forms.IntegerField(
        label=_("People present"),
        help_text=_("Heads in the room and people online. Count them."),
        min_value=0,
        max_value=2 * LARGEST_ROOM,
    )


class GroupForm(forms.Form):
    """Which group of the breakdown one belongs to, or none: all that a participant is asked about themselves."""

    def __init__(self, dialogue: Dialogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        breakdown = dialogue.breakdown
        if breakdown is None:
            return
        names = [in_language(texts, current_language()).text for texts in breakdown["groups"]]
        self.fields["group"] = forms.ChoiceField(
            label=QUESTIONS[breakdown["by"]],
            choices=[*enumerate(names), (NO_GROUP, _("I would rather not say"))],
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose one line. The last one is an answer too.")},
        )

    def group(self) -> int | None:
        chosen = self.cleaned_data.get("group", NO_GROUP)
        return None if chosen == NO_GROUP else int(chosen)
