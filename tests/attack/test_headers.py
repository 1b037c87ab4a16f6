"""What every answer of both sides forbids a browser to do: headers and cookies, compared with the table in the docs."""

import re
from pathlib import Path

import httpx
import pytest
from django.core import signing
from django.test import Client

from tests.running import start_sofra

SECURITY = Path(__file__).parents[2] / "docs" / "security.md"
ROW = re.compile(r"^\| `([\w-]+)` \| `(.+?)` \| (?:`(.+?)`|none) \|", re.MULTILINE)
HOST = {"door": "tray-door.onion", "floor": "tray-floor.onion"}
OF_EVERY_SERVER = {
    "content-type",
    "content-length",
    "date",
    "set-cookie",
    "location",
    "vary",
    "allow",
    "transfer-encoding",
}
OF_PAGES = OF_EVERY_SERVER | {"content-language", "clear-site-data", "onion-location", "expires"}
OF_FILES = OF_EVERY_SERVER | {"last-modified", "etag", "content-encoding"}
ANSWERS = {
    "floor": {
        "a page": ("GET", "/", 200),
        "a page that is left": ("GET", "/left/", 200),
        "leaving without its token": ("POST", "/leave/", 403),
        "a language": ("POST", "/language/", 302),
        "nothing": ("GET", "/nothing/", 404),
        "no page of yours": ("GET", "/say/", 404),
        "no file": ("GET", "/static/nothing.css", 404),
        "a form without its token": ("POST", "/", 403),
        "a strange method": ("GET", "/leave/", 405),
        "health": ("GET", "/health/", 200),
    },
    "door": {
        "a redirect": ("GET", "/", 302),
        "a page": ("GET", "/en/", 200),
        "the way in": ("GET", "/en/accounts/login/", 200),
        "the desk": ("GET", "/en/desk/", 302),
        "nothing": ("GET", "/en/nothing/", 404),
        "a link that is gone": ("GET", "/en/welcome/used-up/", 404),
        "no file": ("GET", "/static/nothing.css", 404),
        "a form without its token": ("POST", "/en/accounts/login/", 403),
        "a strange method": ("GET", "/language/", 405),
        "health": ("GET", "/health/", 200),
    },
}
EVERY_ANSWER = [(side, *each) for side, answers in ANSWERS.items() for each in answers.values()]


def promised(column):
    rows = ROW.findall(SECURITY.read_text(encoding="utf-8"))
    return {name: cells[column] for name, *cells in rows if cells[column]}


PAGES, FILES = promised(0), promised(1)


def test_the_table_is_there():
    assert {"Content-Security-Policy", "Permissions-Policy", "Strict-Transport-Security"} <= set(PAGES)
    assert len(PAGES) == 9


@pytest.fixture(scope="module")
def sides(tmp_path_factory):
    """Both sides as behind a proxy that speaks TLS, and at onion addresses."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFRA_HTTPS", "1")
        patch.setenv("SOFRA_DOOR_ONION", HOST["door"])
        patch.setenv("SOFRA_FLOOR_ONION", HOST["floor"])
        running = start_sofra(tmp_path_factory.mktemp("sides"))
    yield running
    running.stop()


def ask(sides, side, method, path, **headers):
    home = getattr(sides, side)
    return httpx.request(method, home.rstrip("/") + path, headers={"Connection": "close", **headers})


def in_order(value):
    """A policy means the same in any order, and the library writes it in any."""
    return "; ".join(sorted((value or "").split("; ")))


def check(answer, table, others):
    said = {name: in_order(answer.headers.get(name)) for name in table}
    assert said == {name: in_order(value) for name, value in table.items()}
    assert {name.lower() for name in answer.headers} <= {name.lower() for name in table} | others | {"connection"}


@pytest.mark.parametrize(("side", "method", "path", "status"), EVERY_ANSWER)
def test_every_answer_has_the_headers_of_the_table_and_no_others(sides, side, method, path, status):
    answer = ask(sides, side, method, path)
    assert answer.status_code == status
    check(answer, PAGES, OF_PAGES)


@pytest.mark.parametrize("side", ["door", "floor"])
def test_a_foreign_host_is_refused_with_the_same_headers(sides, side):
    answer = ask(sides, side, "GET", "/health/", Host="elsewhere.example")
    plain = ask(sides, side, "GET", "/nothing/", Host="elsewhere.example")
    assert plain.status_code == 400
    check(plain, PAGES, OF_PAGES)
    assert "elsewhere" not in plain.text + answer.text


@pytest.mark.parametrize("side", ["door", "floor"])
def test_every_static_file_has_the_headers_of_the_table(sides, side):
    home = {"door": "/en/accounts/login/", "floor": "/"}[side]
    files = set(re.findall(r'"(/static/[^"#]+)', ask(sides, side, "GET", home).text))
    assert len(files) > 5
    for path in files:
        answer = ask(sides, side, "GET", path)
        assert answer.status_code == 200
        check(answer, FILES, OF_FILES)


@pytest.mark.parametrize(("side", "method", "path", "status"), EVERY_ANSWER)
def test_at_the_onion_address_there_is_no_hsts_and_no_way_out(sides, side, method, path, status):
    answer = ask(sides, side, method, path, Host=HOST[side])
    assert answer.status_code == status
    check(answer, {name: value for name, value in PAGES.items() if "Strict" not in name}, OF_PAGES)
    assert "onion-location" not in answer.headers
    assert not any(home.split("//")[1] in answer.text for home in (sides.door, sides.floor))
    assert "__Host-" not in answer.headers.get("Set-Cookie", "")


@pytest.mark.parametrize("side", ["door", "floor"])
def test_the_open_web_names_the_onion_address_on_pages_alone(sides, side):
    page = ask(sides, side, "GET", {"door": "/en/", "floor": "/left/"}[side])
    assert page.headers["Onion-Location"] == f"http://{HOST[side]}{page.url.path}"
    assert "Onion-Location" not in ask(sides, side, "GET", "/en/nothing/").headers


def test_a_form_is_accepted_at_the_onion_address(sides):
    here = {"Host": HOST["floor"], "Origin": f"http://{HOST['floor']}"}
    page = ask(sides, "floor", "GET", "/", **here)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text).group(1)
    cookie = page.headers["Set-Cookie"].split(";")[0]
    answer = httpx.post(
        sides.floor, data={"code": "0000-0000", "csrfmiddlewaretoken": token}, headers=here | {"Cookie": cookie}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize(("side", "page"), [("floor", "/"), ("door", "/en/accounts/login/")])
def test_every_cookie_ends_with_the_session_and_belongs_to_this_host(sides, side, page):
    cookies = ask(sides, side, "GET", page).headers.get_list("Set-Cookie")
    cookies += ask(
        sides, side, "POST", "/language/", **{"Content-Type": "application/x-www-form-urlencoded"}
    ).headers.get_list("Set-Cookie")
    assert cookies
    for each in cookies:
        name, *rest = [part.strip() for part in each.split(";")]
        assert name.startswith("__Host-")
        assert sorted(rest) == ["HttpOnly", "Path=/", "SameSite=Strict", "Secure"]


# ---------------------------------------------------------------- answers that need something broken first


@pytest.fixture
def over_tls(db, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    return Client(raise_request_exception=False)


def test_a_fault_has_the_same_headers(over_tls, monkeypatch):
    monkeypatch.setattr("sofra.floor.room.views.render", None)
    answer = over_tls.get("/left/", secure=True)
    assert answer.status_code == 500
    check(answer, PAGES, OF_PAGES)


def test_a_round_that_is_over_has_the_same_headers(over_tls):
    over_tls.cookies["__Host-voice"] = signing.Signer(salt="voice").sign("f" * 32)
    answer = over_tls.get("/say/", secure=True)
    assert answer.status_code == 410
    check(answer, PAGES, OF_PAGES)


def test_a_cookie_without_the_prefix_is_nobodys_over_tls(over_tls):
    over_tls.cookies["voice"] = signing.Signer(salt="voice").sign("f" * 32)
    assert over_tls.get("/say/", secure=True).status_code == 404


def test_leaving_clears_the_device(over_tls):
    answer = over_tls.post("/leave/", secure=True)
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert {(name, cookie["max-age"]) for name, cookie in answer.cookies.items()} == {
        (f"__Host-{name}", 0) for name in ("voice", "staff", "floor_language", "floor_csrf")
    }
