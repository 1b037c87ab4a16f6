"""A visitor with a simple browser: opens pages, follows links, fills in forms. No scripts."""

from urllib.parse import urljoin

import httpx
import lxml.html


class Visitor:
    def __init__(self, home):
        self.home = home
        self._client = httpx.Client(follow_redirects=True, timeout=30)
        self._answer = None

    def open(self, path=""):
        self._look(self._client.get(urljoin(self.home, path), headers=self._origin()))
        return self

    def follow(self, words):
        """The link with these words."""
        for link in self.page.xpath("//a[@href]"):
            if words in " ".join(link.text_content().split()):
                return self.open(urljoin(str(self._answer.url), link.get("href")))
        raise AssertionError(f"no link “{words}” on {self.where}:\n{self.text}")

    def press(self, words, /, **fields):
        """Fill these fields in and press the button with these words."""
        for form in self.page.forms:
            for button in form.xpath(".//button"):
                if words in " ".join(button.text_content().split()):
                    return self._send(form, button, fields)
        raise AssertionError(f"no button “{words}” on {self.where}:\n{self.text}")

    def _send(self, form, button, fields):
        for name, value in fields.items():
            form.fields[name] = value
        values = list(form.form_values())
        if button.get("name"):
            values.append((button.get("name"), button.get("value", "")))
        url = urljoin(str(self._answer.url), button.get("formaction") or form.get("action") or "")
        data = {}
        for name, value in values:
            data.setdefault(name, []).append(value)
        self._look(self._client.post(url, data=data, headers=self._origin()))
        return self

    def download(self, words, /, **fields):
        return self.press(words, **fields).content

    def _origin(self):
        return {"Origin": self.home.rstrip("/"), "Referer": self.home}

    def _look(self, answer):
        self._answer = answer
        assert answer.status_code < 500, f"{answer.status_code} at {answer.url}"
        if "html" in answer.headers.get("content-type", ""):
            self.page = lxml.html.fromstring(answer.text, base_url=str(answer.url))

    @property
    def content(self):
        return self._answer.content

    @property
    def cookies(self):
        return dict(self._client.cookies)

    @property
    def status(self):
        return self._answer.status_code

    @property
    def where(self):
        return self._answer.url.path

    @property
    def text(self):
        return " ".join(self.page.xpath("string(//body)").split())

    def sees(self, words):
        return words in self.text
