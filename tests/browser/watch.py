"""What must never happen in a browser, whatever is tested: written down as it happens, told at the end."""

from urllib.parse import urlsplit


class Watch:
    def __init__(self, *homes):
        self.homes = homes
        self.seen = []

    def over(self, context):
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.seen.append(f"error in a script: {error.error}"))

    def _request(self, request):
        if not request.url.startswith((*self.homes, "blob:")):
            self.seen.append(f"foreign request: {request.url}")

    def _response(self, response):
        # A page may say no (404, 409, 422); a file that a page needs may not, and nothing may break.
        is_page = response.request.resource_type == "document"
        if response.status >= (500 if is_page else 400):
            self.seen.append(f"{response.status} at {urlsplit(response.url).path}")

    def _console(self, message):
        # Chromium also writes here that a page said no; `_response` judges that.
        if message.type in ("error", "warning") and not message.text.startswith("Failed to load resource"):
            self.seen.append(f"console: {message.text}")

    def cookies_of(self, context):
        for cookie in context.cookies():
            if cookie["expires"] != -1:
                self.seen.append(f"cookie {cookie['name']} outlives the session")
            if not cookie["httpOnly"] or cookie["sameSite"] != "Strict":
                self.seen.append(f"cookie {cookie['name']} is not httpOnly and strict")

    def end(self):
        assert self.seen == []
