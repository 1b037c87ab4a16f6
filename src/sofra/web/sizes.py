"""Answers in steps of one size, so that somebody who counts bytes on the line learns little from them."""

from django.http import HttpRequest, HttpResponse

from sofra.web.middleware import Handler

STEP = 4096
"""Bytes of a whole answer: status line, headers, page and padding."""
DATE = len("Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n")
"""The server adds it, and the length."""
WITHOUT_A_BODY = (204, 304)


def one_of_few_sizes(get_response: Handler) -> Handler:
    """Pages and redirects end with blanks that nobody sees. Behind a proxy it must not compress them."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and not response.streaming and response.status_code not in WITHOUT_A_BODY:
            response.content += b" " * _padding(response)
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return answer


def _padding(response: HttpResponse) -> int:
    bare = _head(response) + DATE + len(response.content)
    for digits in range(1, 8):
        padding = -(bare + len("Content-Length: \r\n") + digits) % STEP
        if len(str(len(response.content) + padding)) == digits:
            return padding
    raise AssertionError("no page has ten megabytes")


def _head(response: HttpResponse) -> int:
    status = len(f"HTTP/1.1 {response.status_code} {response.reason_phrase}\r\n")
    names = sum(len(f"{name}: {value}\r\n") for name, value in response.items() if name != "Content-Length")
    cookies = sum(len(f"Set-Cookie: {cookie.output(header='')}\r\n") for cookie in response.cookies.values())
    return status + names + cookies + len("\r\n")
