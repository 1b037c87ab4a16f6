"""The forms of one side as an OpenAPI description, read from its addresses, its templates and its form classes.

It is not shipped. A form that is added is described without anybody doing anything.
"""

import importlib
import os
import re
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import schemathesis
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import URLPattern, get_resolver

LONG = os.environ.get("SOFRA_LONG") == "1"
EXAMPLES = 100 if LONG else 2
HURRIED = hypothesis.settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    suppress_health_check=list(hypothesis.HealthCheck),
)
NAME = re.compile(r'\bname="([a-z_]+)"')
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


def described(known):
    """Every address, asked with GET and with POST, with every field that some form of this side has.

    `known` are values that the code looks for, so that not everything is refused at the first line.
    """
    value = {"anyOf": [{"type": "string"}, {"enum": sorted(known)}]}
    body = {"type": "object", "properties": dict.fromkeys(field_names(), value)}
    form = {"content": {"application/x-www-form-urlencoded": {"schema": body}}}
    paths = {}
    for path in addresses(get_resolver()):
        places = [
            {"name": name, "in": "path", "required": True, "schema": value | {"minLength": 1}}
            for name in re.findall(r"{(\w+)}", path)
        ]
        asked = [{"name": name, "in": "query", "schema": value} for name in ("last", "next", "question")]
        answer = {"responses": {"default": {"description": "a page"}}}
        paths[path] = {
            "get": answer | {"parameters": places + asked},
            "post": answer | {"parameters": places, "requestBody": form},
        }
    return {"openapi": "3.0.2", "info": {"title": settings.SIDE, "version": "1"}, "paths": paths}


def addresses(resolver, before="/"):
    for each in resolver.url_patterns:
        here = before + PLACE.sub(r"{\1}", str(each.pattern))
        if isinstance(each, URLPattern):
            yield here
        else:
            yield from addresses(each, here)


def field_names():
    folder = Path(apps.get_app_config(settings.SIDE).path)
    names = {name for page in folder.rglob("*.html") for name in NAME.findall(page.read_text(encoding="utf-8"))}
    for file in folder.glob("*/forms.py"):
        module = importlib.import_module(f"sofra.{settings.SIDE}.{file.parent.name}.forms")
        for each in vars(module).values():
            if isinstance(each, type) and issubclass(each, forms.BaseForm):
                names |= set(each.base_fields)
    return sorted(names)


class WithoutTokens(WSGIHandler):
    """Nobody forges a token by chance, so that every form would be refused unread."""

    def get_response(self, request):
        request._dont_enforce_csrf_checks = True
        return super().get_response(request)


def cookies_of(client):
    return {"Cookie": "; ".join(f"{name}={cookie.value}" for name, cookie in client.cookies.items())}


@contextmanager
def one_connection():
    """A test keeps its connection from beginning to end, as Django's own client sees to."""
    request_finished.disconnect(close_old_connections)
    request_started.disconnect(close_old_connections)
    yield
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


def fuzz(description, headers):
    """How many requests were answered. One that breaks something is shrunk and told."""
    schema = schemathesis.openapi.from_dict(description)
    schema.app = WithoutTokens()
    answered = []
    with one_connection():
        ask_everything(schema, headers, answered)
    return len(answered)


def ask_everything(schema, headers, answered):
    for operation in schema.get_all_operations():

        @HURRIED
        @hypothesis.given(case=operation.ok().as_strategy())
        def ask(case):
            answer = case.call(headers=headers | {"Host": "localhost"})
            assert answer.status_code < 500, case.as_curl_command()
            answered.append(answer.status_code)

        ask()
