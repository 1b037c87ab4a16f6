from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.web.codes import CodeField


class OpenForm(forms.Form):
    first = CodeField(label=_("One key card"))
    second = CodeField(label=_("Another holder's key card"))


class BurnForm(forms.Form):
    code = CodeField(label=_("Code from one key card"))
    sure = forms.BooleanField(
        label=_("Burn it. I know that nobody can undo this."),
        error_messages={"required": _("Tick this if you want to burn the key. Until then nothing is changed.")},
    )
