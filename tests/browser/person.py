"""A person at a browser: reads, follows links, presses buttons, all in a language of their own.

Tests name words in English; the person looks for what the page should say instead, so a sentence that
was never translated is not found.
"""

import gettext
from functools import cache
from urllib.parse import urljoin, urlsplit

from playwright.sync_api import expect

from sofra.web.catalogues import LOCALE
from sofra.web.languages import BY_CODE


class Person:
    def __init__(self, page, home, language="en", *, has_scripts=True):
        self.has_scripts = has_scripts
        self.page = page
        self.home = home
        self.language = language

    def said(self, words, context=None, **named):
        catalogue = catalogue_of(self.language)
        said = catalogue.pgettext(context, words) if context else catalogue.gettext(words)
        return said % named if named else said

    def open(self, path=""):
        self.page.goto(urljoin(self.home, path))
        return self

    def speak(self, language):
        """Switch the language with the menu of the page."""
        self.page.locator("details.languages > summary").click()
        choice = self.page.locator("details.languages").get_by_text(BY_CODE[language].own_name, exact=True)
        with self.page.expect_navigation():
            choice.click()
        self.language = language
        return self

    def button(self, words, context=None):
        return self.page.get_by_role("button", name=self.said(words, context), exact=True)

    def press(self, words, context=None):
        with self.page.expect_navigation():
            self.button(words, context).click()
        return self

    def press_twice(self, words):
        """As hasty or trembling hands do."""
        here = self.page.url
        self.button(words).dblclick()  # the second click breaks off the way to which the first one led
        expect(self.page).not_to_have_url(here)
        self.page.wait_for_load_state("networkidle")
        return self

    def follow(self, words, context=None):
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=self.said(words, context), exact=True).first.click()
        return self

    def write(self, **fields):
        """Into the fields of these names."""
        for name, value in fields.items():
            self.page.locator(f"[name={name}]:not([type=hidden])").fill(value)
        return self

    def sees(self, words, context=None, **named):
        expect(self.page.locator("body")).to_contain_text(self.said(words, context, **named))
        return self

    @property
    def text(self):
        return self.page.locator("body").inner_text()

    @property
    def where(self):
        return urlsplit(self.page.url).path

    @property
    def cookies(self):
        return {cookie["name"] for cookie in self.page.context.cookies(self.home)}


@cache
def catalogue_of(language):
    if language == "en":
        return gettext.NullTranslations()
    folder = "bcms_Cyrl" if language == "bcms-cyrl" else language
    return gettext.translation("django", LOCALE, [folder])
