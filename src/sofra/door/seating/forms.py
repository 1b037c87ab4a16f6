from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sofra.door.guests.models import Guest
from sofra.door.seating.actions import TableGiven
from sofra.door.seating.models import MOST_ROUNDS, MOST_SEATS, MOST_TABLES, Dial, Seating, Table
from sofra.web.languages import CONTENT_LANGUAGES, own_name_of_content

DIALS = ("new_people", "mixed_countries", "mixed_sectors", "wishes")
LARGEST_FILE = 5_000_000


class TablesForm(forms.Form):
    """The first time: how many tables there are. Everything else follows, and can be changed."""

    rounds = forms.IntegerField(
        label=_("Rounds"),
        help_text=_("How often people change tables, the first round included."),
        min_value=1,
        max_value=MOST_ROUNDS,
        initial=3,
    )
    room = forms.IntegerField(label=_("Tables in the room"), min_value=0, max_value=MOST_TABLES)
    hybrid = forms.IntegerField(
        label=_("Of them with a screen"),
        help_text=_("Where some join from afar."),
        min_value=0,
        max_value=MOST_TABLES,
        initial=0,
    )
    online = forms.IntegerField(label=_("Online rooms"), min_value=0, max_value=MOST_TABLES, initial=0)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        room, hybrid, online = (given.get(name) or 0 for name in ("room", "hybrid", "online"))
        if hybrid > room:
            self.add_error("hybrid", gettext("These are more than the tables in the room."))
        elif not 1 <= room + online <= MOST_TABLES:
            text = gettext("Between one table and %(most)s are needed.")
            self.add_error("room", text % {"most": MOST_TABLES})
        return given

    def kinds(self) -> list[str]:
        room, hybrid, online = (self.cleaned_data[name] for name in ("room", "hybrid", "online"))
        return ["room"] * (room - hybrid) + ["hybrid"] * hybrid + ["online"] * online


class RoundsForm(forms.Form):
    """Rounds, and what matters most."""

    rounds = forms.IntegerField(label=_("Rounds"), min_value=1, max_value=MOST_ROUNDS)
    new_people = forms.ChoiceField(label=_("Meeting new people"), choices=Dial.choices)
    mixed_countries = forms.ChoiceField(label=_("Tables that mix countries"), choices=Dial.choices)
    mixed_sectors = forms.ChoiceField(
        label=_("Tables that mix sectors"), help_text=_("And organisations."), choices=Dial.choices
    )
    wishes = forms.ChoiceField(label=_("Wishes to meet"), choices=Dial.choices)

    def __init__(self, *args: Any, seating: Seating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seating = seating
        self.initial = {name: getattr(seating, name) for name in ("rounds", *DIALS)}

    def clean_rounds(self) -> int:
        rounds: int = self.cleaned_data["rounds"]
        if rounds < self.seating.held:
            text = gettext("%(held)s rounds have begun already.")
            raise forms.ValidationError(text % {"held": self.seating.held})
        return rounds

    @property
    def dials(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in DIALS}


class TableForm(forms.Form):
    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=40)
    kind = forms.ChoiceField(label=_("Where"), choices=Table.Kind.choices)
    smallest = forms.IntegerField(label=_("Fewest people"), min_value=1, max_value=MOST_SEATS)
    largest = forms.IntegerField(label=_("Most people"), min_value=1, max_value=MOST_SEATS)
    online_least = forms.IntegerField(label=_("On the screen, fewest"), min_value=0, max_value=MOST_SEATS, initial=0)
    online_most = forms.IntegerField(label=_("On the screen, most"), min_value=0, max_value=MOST_SEATS, initial=0)
    facilitator = forms.ChoiceField(label=_("Facilitator"), required=False)
    interpreted = forms.MultipleChoiceField(
        label=_("Somebody interprets here between"),
        required=False,
        choices=[(each, own_name_of_content(each)) for each in CONTENT_LANGUAGES],
        widget=forms.CheckboxSelectMultiple,
    )
    step_free = forms.BooleanField(label=_("Can be reached without steps"), required=False)
    remove = forms.BooleanField(label=_("Take this table away"), required=False)

    def __init__(self, *args: Any, facilitators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nobody = pgettext_lazy("facilitator of a table", "Nobody yet")
        self.fields["facilitator"].choices = [("", nobody), *facilitators]  # type: ignore[attr-defined]

    def clean_interpreted(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["interpreted"]
        if len(chosen) == 1:
            raise forms.ValidationError(gettext("Choose two languages at least, or none."))
        return chosen

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            if given["smallest"] > given["largest"]:
                self.add_error("largest", gettext("This is less than the fewest people."))
            elif given["kind"] == Table.Kind.HYBRID and not given["online_least"] <= given["online_most"]:
                self.add_error("online_most", gettext("This is less than the fewest on the screen."))
            elif given["kind"] == Table.Kind.HYBRID and not 1 <= given["online_most"] <= given["largest"]:
                text = gettext("A table with a screen has at least one seat on it, and no more than it has seats.")
                self.add_error("online_most", text)
        return given

    @property
    def given(self) -> TableGiven:
        data = {name: value for name, value in self.cleaned_data.items() if name != "remove"}
        return TableGiven(**data | {"interpreted": tuple(data["interpreted"])})

    @property
    def goes(self) -> bool:
        return bool(self.cleaned_data.get("remove"))


def table_forms(seating: Seating, facilitators: Iterable[Guest], posted: Any, count: int) -> list[TableForm]:
    """A form for each table, and one more for each that is added."""
    choices = [(guest.key, guest.name) for guest in facilitators]
    tables = list(seating.tables.prefetch_related("fixed_places__guest"))
    return [
        TableForm(
            posted,
            prefix=f"table{number}",
            facilitators=choices,
            initial=_initial(tables[number]) if number < len(tables) else _like(tables, number),
        )
        for number in range(count)
    ]


def _initial(table: Table) -> dict[str, Any]:
    names = ("pk", "name", "kind", "smallest", "largest", "online_least", "online_most", "interpreted", "step_free")
    led_by = [each.guest_id for each in table.fixed_places.all() if each.guest.role == "facilitator"]
    return {name: getattr(table, name) for name in names} | {"facilitator": led_by[0] if led_by else ""}


def _like(tables: Sequence[Table], number: int) -> dict[str, Any]:
    """One more table begins as large as the last one."""
    sizes = {"smallest": tables[-1].smallest, "largest": tables[-1].largest} if tables else {}
    return {"name": gettext("Table %(number)s") % {"number": number + 1}, "kind": Table.Kind.ROOM, **sizes}


class MissingForm(forms.Form):
    missing = forms.ModelMultipleChoiceField(Guest.objects.none(), required=False)

    def __init__(self, *args: Any, guests: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["missing"].queryset = guests  # type: ignore[attr-defined]


class PlaceForm(forms.Form):
    table = forms.ModelChoiceField(
        Table.objects.none(), label=_("Always at this table"), required=False, empty_label=_("Goes round")
    )

    def __init__(self, *args: Any, seating: Seating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].queryset = seating.tables.all()  # type: ignore[attr-defined]


class GuestForm(forms.Form):
    guest = forms.ModelChoiceField(Guest.objects.none(), label=pgettext_lazy("one guest of a list", "Guest"))

    def __init__(self, *args: Any, guests: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guest"].queryset = guests  # type: ignore[attr-defined]


class ExchangeForm(forms.Form):
    """Where somebody wants to sit: a table, and in whose place."""

    table = forms.ModelChoiceField(Table.objects.none())
    other = forms.ModelChoiceField(Guest.objects.none(), required=False)

    def __init__(self, *args: Any, seating: Seating, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].queryset = seating.tables.all()  # type: ignore[attr-defined]
        self.fields["other"].queryset = Guest.objects.filter(dialogue=seating.dialogue)  # type: ignore[attr-defined]


class RemedyForm(forms.Form):
    """What the button of a remedy carries. Guests and tables are looked up among those of this dialogue."""

    kind = forms.CharField(max_length=40)
    people = forms.CharField(max_length=4000, required=False)
    tables = forms.CharField(max_length=2000, required=False)
    langs = forms.CharField(max_length=100, required=False)
    amount = forms.IntegerField(min_value=0, max_value=MOST_SEATS, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        lists = {name: tuple(given.get(name, "").split()) for name in ("people", "tables", "langs")}
        return given | lists | {"amount": given.get("amount") or 0}


class PlanFileForm(forms.Form):
    plan = forms.FileField(label=_("Plan as a file"))

    def clean_plan(self) -> str:
        file = self.cleaned_data["plan"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(gettext("This file is too large for a plan."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(gettext("This file is not text in UTF-8.")) from error
