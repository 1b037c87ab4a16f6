import secrets

from django.db import transaction
from django.urls import reverse

from sofra.door.people.models import Convenor, Welcome
from sofra.door.people.queries import hash_of


class WelcomeGone(ValueError):
    """The link was used, by somebody else or by a second click."""


def make_welcome_link() -> str:
    """The path of a new one-time link. It is told once; only its hash is stored."""
    token = secrets.token_urlsafe(32)
    Welcome.objects.create(token_hash=hash_of(token))
    return reverse("welcome", args=[token])


@transaction.atomic
def accept_welcome(welcome: Welcome, *, name: str, email: str, password: str) -> Convenor:
    """Make the account, and close the link behind it."""
    if not Welcome.objects.open().filter(pk=welcome.pk).update(used=True):
        raise WelcomeGone("this link is used up")
    convenor = Convenor(name=name, email=email)
    convenor.set_password(password)
    convenor.save()
    return convenor
