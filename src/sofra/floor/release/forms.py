from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.web.codes import CodeField


class TakeBackForm(forms.Form):
    code = CodeField(label=_("Your take-back code"))
