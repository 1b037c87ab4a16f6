from django import forms

from sofra.floor.votes.models import Answer


class VoteForm(forms.Form):
    wording = forms.CharField(max_length=32)
    answer = forms.ChoiceField(choices=Answer.choices)
