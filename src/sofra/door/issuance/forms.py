import base64
import binascii

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.door.issuance.models import Ticket
from sofra.door.issuance.queries import ticket_with
from sofra.hatch.brief import LARGEST_ROOM
from sofra.web.codes import CodeField


class NumberForm(forms.Form):
    number = forms.IntegerField(label=_("How many guests from afar"), min_value=1, max_value=LARGEST_ROOM)


class MoreTicketsForm(forms.Form):
    number = forms.IntegerField(label=_("How many more tickets"), min_value=1, max_value=100, initial=1)


class UrnForm(forms.Form):
    number = forms.IntegerField(label=_("How many codes go into the urn"), min_value=1, max_value=LARGEST_ROOM)


class TicketForm(forms.Form):
    ticket = CodeField(label=_("Ticket"), error_messages={"required": _("Type the sixteen letters of your ticket.")})

    def clean_ticket(self) -> Ticket:
        ticket = ticket_with(self.cleaned_data["ticket"])
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
