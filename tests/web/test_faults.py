import logging

import pytest
from django.test import Client, RequestFactory

from sofra.web.middleware import quiet_faults
from sofra.web.views import fault


def test_a_page_that_is_not_there_says_what_to_do(client):
    page = client.get("/nothing/")
    assert page.status_code == 404
    assert "<h1>" in page.text


def test_an_expired_form_says_that_nothing_was_changed():
    page = Client(enforce_csrf_checks=True).post("/", {"code": "K4M7PX20"})
    assert page.status_code == 403
    assert "K4M7PX20" not in page.text


def test_a_fault_is_told_without_words_or_addresses(caplog):
    def broken(request):
        raise ValueError("the raw words of somebody")

    request = RequestFactory().get("/say/?words=secret", headers={"User-Agent": "marked"})
    handler = quiet_faults(broken)
    with caplog.at_level(logging.ERROR), pytest.raises(ValueError, match="raw words") as raised:
        handler(request)
    handler.process_exception(request, raised.value)
    assert "fault ValueError at test_faults.py" in caplog.text
    assert not any(mark in caplog.text for mark in ("raw words", "secret", "marked", "/say/"))


def test_the_page_of_a_fault_needs_no_database(rf):
    page = fault(rf.get("/"))
    assert page.status_code == 500
    assert b"<h1>" in page.content


def test_every_answer_forbids_what_no_page_needs(client):
    headers = client.get("/left/").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "script-src 'self'" in headers["Content-Security-Policy"]
