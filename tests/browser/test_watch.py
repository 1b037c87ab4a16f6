"""The watch sees what it should: each kind of trouble is made once, on a real page."""

import pytest

from tests.browser.looks import barriers, small_targets, sticks_out
from tests.browser.watch import Watch


@pytest.fixture
def troubled(chromium, sofra):
    """A page that is open, and a watch of its own that may see anything."""
    watching = Watch(sofra.door, sofra.floor)
    context = chromium.new_context()
    watching.over(context)
    page = context.new_page()
    page.goto(sofra.floor)
    yield page, watching
    context.close()


def seen_after(troubled, script):
    page, watching = troubled
    page.evaluate(script)
    page.wait_for_timeout(500)
    return " ".join(watching.seen)


def test_an_inline_script_is_seen(troubled):
    script = "() => { const it = document.createElement('script'); it.append('1'); document.body.append(it) }"
    assert "TrustedScript" in seen_after(troubled, script)


def test_text_that_becomes_markup_is_seen(troubled):
    script = "() => { try { document.body.innerHTML = '<b>1</b>' } catch {} }"
    assert "TrustedHTML" in seen_after(troubled, script)


def test_an_inline_style_is_seen(troubled):
    assert "Content Security Policy" in seen_after(troubled, "() => document.body.setAttribute('style', 'color: red')")


def test_a_foreign_request_is_seen(troubled):
    # Opened as a page of its own, since the policy stops every other way before anything is sent.
    page, watching = troubled
    page.route("**/*", lambda route: route.abort())
    with pytest.raises(Exception, match="ERR_FAILED"):
        page.goto("http://elsewhere.example/")
    assert watching.seen[0] == "foreign request: http://elsewhere.example/"


def test_a_console_error_is_seen(troubled):
    assert seen_after(troubled, "() => console.error('alas')") == "console: alas"


def test_an_error_in_a_script_is_seen(troubled):
    assert "alas" in seen_after(
        troubled, "() => { document.body.onclick = () => { throw new Error('alas') }; document.body.click() }"
    )


def test_a_missing_file_is_seen(troubled):
    seen = seen_after(troubled, "() => { new Image().src = '/static/nothing.svg' }")
    assert seen == "404 at /static/nothing.svg"


def test_a_lasting_cookie_is_seen(troubled, sofra):
    page, watching = troubled
    page.context.add_cookies([{"name": "tracker", "value": "1", "url": sofra.floor, "expires": 4_000_000_000}])
    watching.cookies_of(page.context)
    assert "cookie tracker outlives the session" in watching.seen


def test_a_field_without_a_label_is_a_barrier(troubled):
    page, _watching = troubled
    assert barriers(page) == []
    page.evaluate("() => document.querySelector('label').remove()")
    page.evaluate("() => document.querySelector('[name=code]').removeAttribute('placeholder')")
    assert barriers(page) == ["label: ['#id_code']"]


def test_what_is_too_wide_or_too_low_is_named(troubled):
    page, _watching = troubled
    assert sticks_out(page) == small_targets(page) == []
    page.evaluate(
        "() => { document.querySelector('main .btn').style.cssText = 'height: 30px; min-height: 0; width: 3000px' }"
    )
    assert sticks_out(page)[0] == "BUTTON.btn wide"
    assert small_targets(page)[0].endswith("30 px")
