import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from sofra.door.guests.models import Answer, Gender, Guest, Home, Mode, Role, Sector
from sofra.door.guests.queries import country_choices
from sofra.door.guests.sheet import LARGEST_SHEET, BadSheet, ColumnTwice, NoNames, Sheet, TooManyRows, read_sheet
from sofra.door.programme.models import Country
from sofra.web.languages import LANGUAGES

SPOKEN = [(language.content, language.own_name) for language in LANGUAGES if language.code == language.content]
FACES = [(language.code, language.own_name) for language in LANGUAGES]
TELEPHONE = re.compile(r"\+?[\d\s()/.-]{6,25}")
FORMULA = ("=", "+", "@", "-")
"""How a cell begins that a spreadsheet would work out instead of showing it."""


UNKNOWN = {"invalid_choice": _("“%(value)s” is not among what can be chosen here.")}


class PlainLine(forms.CharField):
    """One line that a printer, a letter and a spreadsheet can take as it is."""

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        return "".join(letter for letter in text if unicodedata.category(letter) != "Cf")

    def validate(self, value: str) -> None:
        super().validate(value)
        if any(unicodedata.category(letter) == "Cc" for letter in value):
            raise ValidationError(gettext("There is a sign in it that cannot be printed, or a line break."))
        if value.startswith(FORMULA) and not TELEPHONE.fullmatch(value):
            text = gettext("It begins with “%(sign)s”, as a formula of a spreadsheet does. Write it without.")
            raise ValidationError(text % {"sign": value[0]})


class GuestForm(forms.Form):
    name = PlainLine(label=_("Name"), max_length=120, error_messages={"required": _("A guest needs a name.")})
    address = PlainLine(
        label=_("E-mail address or telephone number"),
        help_text=_("Where the invitation goes. Leave it empty if you hand the letter over."),
        max_length=254,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    organisation = PlainLine(label=_("Organisation"), max_length=200, required=False)
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", "—"), *Sector.choices], error_messages={"required": _("Choose a sector.")}
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    home = forms.ChoiceField(label=_("Home"), choices=Home.choices, required=False)
    language = forms.ChoiceField(
        label=_("Language of the letter"),
        choices=[("", "—"), *FACES],
        error_messages={"required": _("Choose the language of the letter.")},
    )
    speaks = forms.MultipleChoiceField(
        label=_("Speaks"), choices=SPOKEN, required=False, widget=forms.CheckboxSelectMultiple
    )
    understands = forms.MultipleChoiceField(
        label=_("Follows, without speaking it"),
        choices=SPOKEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mode = forms.ChoiceField(label=_("Taking part"), choices=Mode.choices, initial=Mode.ROOM)
    role = forms.ChoiceField(label=_("Part at the table"), choices=Role.choices, initial=Role.PARTICIPANT)
    first_time = forms.BooleanField(label=_("Here for the first time"), required=False)
    step_free = forms.BooleanField(label=_("Needs a way and a table without steps"), required=False)
    needs = PlainLine(
        label=_("What else helps to take part"),
        help_text=_("Only what somebody has to do something about, such as a sign language interpreter."),
        max_length=400,
        required=False,
    )
    gender = forms.ChoiceField(
        label=pgettext_lazy("of a guest", "Gender"),
        help_text=_("Only for the mix and the tables. Leave it open if you would have to guess."),
        choices=Gender.choices,
        required=False,
    )
    badge = PlainLine(label=_("Name on the badge"), help_text=_("If it is another one."), max_length=60, required=False)
    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, required=False)
    waiting = forms.BooleanField(label=_("On the waiting list"), required=False)

    def __init__(self, *args: Any, countries: Sequence[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = country_choices() if countries is None else countries
        for field in self.fields.values():
            if isinstance(field, forms.ChoiceField):
                field.error_messages |= UNKNOWN
        self.fields["country"].choices = [("", _("Elsewhere")), *known]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if "@" in address:
            try:
                validate_email(address)
            except ValidationError as error:
                raise ValidationError(gettext("This e-mail address cannot be right. Look at it again.")) from error
        elif address and not TELEPHONE.fullmatch(address):
            raise ValidationError(gettext("This is neither an e-mail address nor a telephone number."))
        return address

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("speaks") and not cleaned.get("understands") and not self.errors:
            self.add_error("speaks", gettext("Choose at least one language, or there is no table to sit at."))
        return cleaned

    def guest(self) -> dict[str, Any]:
        """The words for ``add_guest`` and ``change_guest``."""
        given = dict(self.cleaned_data)
        return given | {"country": Country.objects.filter(code=given["country"]).first()}


def as_typed(guest: Guest) -> dict[str, Any]:
    """A guest as the form shows it: what is spoken is not named a second time."""
    given = {name: getattr(guest, name) for name in GuestForm.base_fields}
    follows = [each for each in guest.understands if each not in guest.speaks]
    return given | {"country": guest.country.code if guest.country else "", "understands": follows}


class RiskForm(forms.Form):
    risk_note = forms.CharField(
        label=_("Who could be harmed by this list, and what you do about it"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PairForm(forms.Form):
    """Somebody else of the same dialogue."""

    other = forms.ChoiceField(error_messages={"required": _("Choose somebody.")})

    def __init__(self, *args: Any, label: str, guest: Guest, guests: Sequence[Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].label = label
        others = [(each.key, each.name) for each in guests if each != guest]
        self.fields["other"].choices = [("", "—"), *others]  # type: ignore[attr-defined]  # a ChoiceField


class SureForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Delete them. I know that nobody can undo this."),
        error_messages={"required": _("Tick this if you want to delete them. Until then nothing is changed.")},
    )


class SheetForm(forms.Form):
    """A list from a spreadsheet."""

    sheet = forms.FileField(
        label=_("Your list, as CSV or XLSX"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={
            "required": _("Choose the file first. A file of more than 2 MB is not read."),
            "empty": _("This file is empty."),
        },
    )

    def clean_sheet(self) -> Sheet:
        file = self.cleaned_data["sheet"]
        if file.size > LARGEST_SHEET:
            raise ValidationError(gettext("This file is larger than 2 MB and was not read. Divide it in two."))
        try:
            return read_sheet(file.read())
        except NoNames as error:
            text = gettext(
                "No column has a heading for the name. The first line must name the columns, as in our template."
            )
            raise ValidationError(text) from error
        except ColumnTwice as error:
            text = gettext("Two columns mean the same: “%(heading)s” is one of them. Take one away, then try again.")
            raise ValidationError(text % {"heading": error.heading}) from error
        except TooManyRows as error:
            text = gettext("The list has more than 2,000 rows. Divide it in two.")
            raise ValidationError(text) from error
        except BadSheet as error:
            text = gettext("This is no list that can be read here. Save it as CSV or XLSX, then try again.")
            raise ValidationError(text) from error
