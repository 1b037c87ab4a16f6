from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class NoSignUp(DefaultAccountAdapter):
    """Nobody makes an account by themselves: a convenor is let in by a one-time link."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
