from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.floor.sealing.forms import LongCodeField


class TakeBackForm(forms.Form):
    code = LongCodeField(label=_("Your take-back code"))
