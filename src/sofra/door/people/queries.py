import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from sofra.door.people.models import Convenor, Welcome

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True)
class Colleague:
    key: int
    name: str
    email: str
    is_safe: bool
    """Has a second factor, so may use the desk."""
    waits: bool
    """Somebody guessed too often, so that passwords and codes are not looked at for a while."""


def colleagues() -> Sequence[Colleague]:
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    convenors = Convenor.objects.annotate(is_safe=Exists(factors))
    return [Colleague(each.pk, each.name, each.email, each.is_safe, each.waits) for each in convenors]


def has_second_factor(convenor: Convenor) -> bool:
    return bool(Authenticator.objects.filter(user=convenor, type__in=SECOND_FACTORS).exists())


def anybody_can_sign_in() -> bool:
    return Convenor.objects.exists()


def hash_of(token: str) -> str:
    """No salt and no slow hash: the token is 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_welcome(token: str) -> Welcome | None:
    return Welcome.objects.open().filter(token_hash=hash_of(token)).first()


def convenor_called(email: str) -> Convenor | None:
    return Convenor.objects.filter(email__iexact=email).first()
