from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sofra.door.people.actions import count_wrong_try
from sofra.door.people.models import Convenor


class WelcomeForm(forms.Form):
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As your colleagues know you."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("You sign in with it. Sofra sends nothing there."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least twelve characters. Four or five words that only you would put together do well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if Convenor.objects.filter(email__iexact=email).exists():
            raise ValidationError(gettext("This address already has an account. Sign in with it instead."))
        return email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


def _relabel(form: forms.Form, **labels: Any) -> None:
    """Our labels on a form of allauth's, and no placeholder that vanishes when one types."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    for name, label in labels.items():
        form.fields[name].label = label


class SignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, login=_("E-mail address"), password=_("Password"))


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, password=_("Password"))


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(
            self,
            oldpassword=_("Your password now"),
            password1=_("The new password"),
            password2=_("The new password, once more"),
        )
        self.fields["password1"].help_text = WelcomeForm.base_fields["password"].help_text


class CountedCode(mfa.AuthenticateForm):
    """A wrong code counts like a wrong password, so that six digits cannot be tried for days."""

    def clean_code(self) -> str:
        self.user.refresh_from_db()
        if self.user.waits:
            raise get_adapter().validation_error("waits")
        try:
            code: str = super().clean_code()
        except ValidationError:
            count_wrong_try(self.user)
            raise
        return code


class CodeForm(CountedCode):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, code=_("Code from your authenticator app, or a recovery code"))


class CodeAgainForm(CountedCode, mfa.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, code=_("Code from your authenticator app, or a recovery code"))


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, code=_("The six digits that the app shows now"))


class PasskeyForm(AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, name=_("A name for it"), passwordless=_("Let me sign in with this passkey alone"))
        self.fields["name"].help_text = _("So that you know it again, such as “blue key” or “office laptop”.")
        self.fields["passwordless"].help_text = _("The device asks for its PIN, your finger or your face.")
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, name=_("A name for it"))
