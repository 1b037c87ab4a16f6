from django import forms
from django.utils.translation import gettext_lazy as _


class DeleteForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Delete it. I know that nobody can undo this."),
        error_messages={"required": _("Tick this if you want to delete the dialogue. Until then nothing is changed.")},
    )
