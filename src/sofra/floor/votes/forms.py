from django import forms

from sofra.floor.votes.models import Answer


class VoteForm(forms.Form):
    wording = forms.CharField(max_length=32)
    answer = forms.CharField(max_length=8)

    def clean_answer(self) -> Answer:
        """The page fills the words up with blanks, so that no answer is longer on the line than another."""
        try:
            return Answer(self.cleaned_data["answer"])
        except ValueError as error:
            raise forms.ValidationError("none of the three") from error
