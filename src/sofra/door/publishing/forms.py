from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sofra.door.programme.models import Edition
from sofra.door.publishing.models import Erratum
from sofra.door.publishing.queries import next_number

LONGEST = 1000


class PublishForm(forms.Form):
    changes = forms.CharField(
        label=_("What is different from the version before"),
        help_text=_("Readers see it beside the version."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what is different, so that readers of the version before know.")},
    )
    corrected = forms.ModelMultipleChoiceField(
        Erratum.objects.none(),
        label=_("Mistakes that this version corrects"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["corrected"].queryset = edition.errata.open()  # type: ignore[attr-defined]
        if next_number(edition) == 1:
            del self.fields["changes"]
        if not edition.errata.open().exists():
            del self.fields["corrected"]


class ErratumForm(forms.Form):
    text = forms.CharField(
        label=_("The mistake, and what is right"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say what is wrong and what is right.")},
    )
