from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.floor.room.models import Phase


class PhaseForm(forms.Form):
    phase = forms.ChoiceField(choices=Phase.choices)


class MoreCardsForm(forms.Form):
    number = forms.IntegerField(
        label=_("How many more cards"),
        min_value=1,
        max_value=100,
        initial=5,
        widget=forms.NumberInput(attrs={"class": "input"}),
    )
