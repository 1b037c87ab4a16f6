import secrets

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from sofra.door.people.models import Convenor, Welcome, wait_after
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


@transaction.atomic
def count_wrong_try(convenor: Convenor) -> None:
    """One more wrong password or code, from wherever. Nothing about where is kept."""
    kept = Convenor.objects.select_for_update().get(pk=convenor.pk)
    kept.wrong_tries += 1
    kept.waits_until = timezone.now() + wait_after(kept.wrong_tries)
    kept.save(update_fields=["wrong_tries", "waits_until"])


@transaction.atomic
def end_wait(convenor: Convenor) -> None:
    """They came in, or a colleague vouches for them."""
    Convenor.objects.filter(pk=convenor.pk).update(wrong_tries=0, waits_until=None)


def end_sessions(convenor: Convenor) -> None:
    """Wherever this account is signed in, it is no longer."""
    Convenor.objects.filter(pk=convenor.pk).update(sessions_ended=F("sessions_ended") + 1)
