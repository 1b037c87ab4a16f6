import base64
import binascii

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.door.issuance.models import Ticket
from sofra.door.issuance.queries import ticket_with
from sofra.hatch.brief import LARGEST_ROOM
from sofra.hatch.codes import LONG, MistypedCode, UnknownLetter, WrongLength, read_code


class NumberForm(forms.Form):
    number = forms.IntegerField(label=_("How many guests from afar"), min_value=1, max_value=LARGEST_ROOM)


class MoreTicketsForm(forms.Form):
    number = forms.IntegerField(label=_("How many more tickets"), min_value=1, max_value=100, initial=1)


class UrnForm(forms.Form):
    number = forms.IntegerField(label=_("How many codes go into the urn"), min_value=1, max_value=LARGEST_ROOM)


class TicketForm(forms.Form):
    ticket = forms.CharField(
        label=_("Ticket"),
        max_length=60,
        error_messages={"required": _("Type the sixteen letters of your ticket.")},
        widget=forms.TextInput(
            attrs={
                "class": "input code long",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "placeholder": "XXXX-XXXX-XXXX-XXXX",
            }
        ),
    )

    def clean_ticket(self) -> Ticket:
        try:
            code = read_code(self.cleaned_data["ticket"], lengths=(LONG,))
        except WrongLength as error:
            text = _("These are %(number)s letters. A ticket has sixteen, in four groups of four.")
            raise forms.ValidationError(text, params={"number": error.letters}) from error
        except UnknownLetter as error:
            text = _("“%(letter)s” is not used on tickets. Look again at that place.")
            raise forms.ValidationError(text, params={"letter": error.letter}) from error
        except MistypedCode as error:
            raise forms.ValidationError(_("This cannot be a ticket.")) from error
        ticket = ticket_with(code)
        if ticket is None:
            raise forms.ValidationError(_("No dialogue knows this ticket. Compare it letter by letter."))
        return ticket


class BlindedForm(TicketForm):
    """What a page with scripts asks for."""

    blinded = forms.CharField(max_length=1000)

    def clean_blinded(self) -> bytes:
        try:
            return base64.b64decode(self.cleaned_data["blinded"], validate=True)
        except (binascii.Error, ValueError) as error:
            raise forms.ValidationError("base64") from error
