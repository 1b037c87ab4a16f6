"""A guest to write to, and a mail server that is real."""

from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller

from tests.door.guests.conftest import a_guest
from tests.running import free_ports


@pytest.fixture
def guest(preparation):
    return a_guest(preparation.dialogue)


class Post:
    """Keeps what it is given, and refuses one address."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802  aiosmtpd calls it so
        if address.startswith("refused"):
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  aiosmtpd calls it so
        self.mails.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def post(settings):
    handler = Post()
    controller = Controller(handler, hostname="127.0.0.1", port=free_ports()[0])
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", controller.port, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.DEFAULT_FROM_EMAIL = "hello@example.org"
    yield handler
    controller.stop()
