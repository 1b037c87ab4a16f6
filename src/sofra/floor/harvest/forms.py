from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.floor.harvest.models import Claim
from sofra.floor.harvest.queries import allowed_voices, topic_names
from sofra.floor.harvest.shorthand import Line, read_line
from sofra.floor.moderation.queries import wordings_on_table
from sofra.floor.room.models import Dialogue
from sofra.hatch.claims import SaidBy
from sofra.web.claims import DIRECTIONS, KINDS, KNOWN, PLACES, SAID_BY
from sofra.web.languages import BY_CODE, current_language, in_language

LONGEST = 400
TOO_LONG = _("A claim is one sentence of at most 400 characters. Say the rest in another one.")
KIND_CHOICES = [(kind.value, label) for kind, label in KINDS.items()]
NOT_SAID = ("", _("Not said"))


class NoteForm(forms.Form):
    """One line, and what it is."""

    text = forms.CharField(
        label=_("One sentence"),
        max_length=LONGEST + 10,
        error_messages={"required": _("Write one sentence, then press Enter."), "max_length": TOO_LONG},
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[NOT_SAID, *KIND_CHOICES])
    said_by = forms.ChoiceField(label=_("Whose voice"), required=False)

    def __init__(self, dialogue: Dialogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attributes = {"class": "input", "lang": BY_CODE[dialogue.languages[0]].tag, "autocomplete": "off"}
        attributes |= {"autofocus": "", "accesskey": "t", "data-keep": "claim"}
        self.fields["text"].widget = forms.TextInput(attrs=attributes)
        voices = [(each.value, SAID_BY[each]) for each in allowed_voices(dialogue)]
        self.fields["said_by"] = forms.ChoiceField(label=_("Whose voice"), required=False, choices=voices)

    def line(self) -> Line:
        return read_line(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "text" not in given:
            return given
        line = self.line()
        given["kind"] = given.get("kind") or (line.kind.value if line.kind else "")
        if not line.text:
            self.add_error("text", _("Write one sentence, then press Enter."))
        if len(line.text) > LONGEST:
            self.add_error("text", TOO_LONG)
        if not given["kind"]:
            self.add_error("kind", _("Say what it is: begin the line with a letter and a colon, or choose here."))
        return given


class ClaimForm(forms.Form):
    """A claim in full, to change it at the desk."""

    text = forms.CharField(
        label=_("One sentence"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
        error_messages={"required": _("Write one sentence."), "max_length": TOO_LONG},
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=KIND_CHOICES)
    said_by = forms.ChoiceField(label=_("Whose voice"))
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    second_topic = forms.ChoiceField(label=_("Second topic"), required=False)
    counted = forms.ChoiceField(
        label=_("Counted by"),
        required=False,
        help_text=_("The statement whose vote tells how many see it so. Leave it open where nobody counted."),
    )
    checked = forms.BooleanField(label=_("I have looked: nothing in it points at one person."), required=False)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        topics = [*claim.topics, "", ""]
        initial = {"text": claim.text, "kind": claim.kind, "said_by": claim.said_by, "counted": claim.counted_id}
        initial |= {"checked": claim.checked, "topic": topics[0], "second_topic": topics[1]}
        super().__init__(*args, **({"initial": initial} | kwargs))
        voices = {SaidBy(claim.said_by), *allowed_voices(claim.dialogue)}
        self._choose("said_by", [(each.value, SAID_BY[each]) for each in SaidBy if each in voices])
        names = [("", _("None")), *topic_names(current_language().content)]
        self._choose("topic", names)
        self._choose("second_topic", names)
        face, table = current_language(), wordings_on_table(claim.dialogue)
        wordings = [(each.key, in_language(each.texts, face).text) for each in table]
        self._choose("counted", [("", _("Nobody counted")), *wordings])

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def changes(self) -> dict[str, Any]:
        given = self.cleaned_data
        topics = dict.fromkeys(each for each in (given["topic"], given["second_topic"]) if each)
        return {
            "text": " ".join(given["text"].split()),
            "kind": given["kind"],
            "said_by": given["said_by"],
            "topics": list(topics),
            "counted_id": given["counted"] or None,
            "checked": given["checked"],
        }


class TrendForm(forms.Form):
    """The trend card. All but the direction may be left open."""

    direction = forms.ChoiceField(label=_("Which way it goes"), choices=[(k.value, v) for k, v in DIRECTIONS.items()])
    place = forms.ChoiceField(
        label=_("Where"), required=False, choices=[NOT_SAID, *((k.value, v) for k, v in PLACES.items())]
    )
    known = forms.MultipleChoiceField(
        label=_("How we know"),
        required=False,
        choices=[(k.value, v) for k, v in KNOWN.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    hit = forms.CharField(label=_("Who is hit"), required=False, max_length=LONGEST)
    responds = forms.CharField(label=_("Who responds"), required=False, max_length=LONGEST)
    works = forms.CharField(label=_("What works"), required=False, max_length=LONGEST)

    def __init__(self, claim: Claim, *args: Any, **kwargs: Any) -> None:
        card = getattr(claim, "trend", None)
        initial = {name: getattr(card, name) for name in self.base_fields} if card else {"direction": "unclear"}
        super().__init__(*args, **({"initial": initial} | kwargs))
        for name in ("hit", "responds", "works"):
            self.fields[name].widget.attrs["class"] = "input"


class SectorsForm(forms.Form):
    sectors = forms.MultipleChoiceField(
        label=_("Of these, five people or more are here"),
        required=False,
        choices=[(each.value, SAID_BY[each]) for each in SaidBy if each is not SaidBy.PARTICIPANTS],
        widget=forms.CheckboxSelectMultiple,
    )


class RewordForm(forms.Form):
    text = forms.CharField(
        label=_("In other words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
        error_messages={"required": _("Write how the room says it."), "max_length": TOO_LONG},
    )
