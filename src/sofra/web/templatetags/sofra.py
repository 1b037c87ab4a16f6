"""The tags that every page may use; loaded everywhere. The drawings are in `sofra.web.drawings`."""

from django import template
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sofra.web import drawings
from sofra.web.languages import BY_CODE, Said, Texts, current_language, in_language, own_name_of_content

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own icons, always beside a word and so hidden from screen readers."""
    return format_html(
        '<svg class="ico" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("sofra/icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def url_in_language(context: template.Context, code: str) -> str:
    """This very page in another language; from a page of an error, the start."""
    here = str(context["this_page"])
    return f"/{code}/" if here == "/" else translate_url(here, code)


@register.filter
def said(texts: Texts) -> Said:
    """A text of several languages in the language of this page."""
    return in_language(texts, current_language())


@register.filter
def said_with_language(texts: Texts) -> SafeString:
    """The same, in a span that names its language when it is not the language of the page."""
    language = current_language()
    text = in_language(texts, language)
    if text.tag == language.tag:
        return format_html("{}", text.text)
    return format_html('<span lang="{}">{}</span>', text.tag, text.text)


@register.filter
def said_in(texts: Texts, content_language: str) -> SafeString:
    """The text in one content language, with its tag; for pages that show several side by side."""
    return as_written(texts.get(content_language, ""), content_language)


@register.filter
def as_written(words: str, content_language: str) -> SafeString:
    """A participant's own words, in a span that names their language; the shared version is written in two scripts."""
    language = BY_CODE[content_language]
    if content_language == "bcms" and any("\u0400" <= letter <= "\u04ff" for letter in words):
        language = BY_CODE["bcms-cyrl"]
    return format_html('<span lang="{}">{}</span>', language.tag, words)


@register.filter
def own_name(content_language: str) -> str:
    return own_name_of_content(content_language)


register.simple_tag(drawings.band_bar, name="band_bar")
register.simple_tag(drawings.seat_icon, name="seat_icon")
register.simple_tag(drawings.seat_shape, name="seat_shape")
register.simple_tag(drawings.table, name="table_seats")
register.simple_tag(drawings.edge, name="edge")
register.simple_tag(drawings.steps, name="steps")
register.filter("band_word", drawings.band_word)
