"""The tags that every page may use; loaded everywhere."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sofra.web.languages import Said, Texts, current_language, in_language

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our own icons, always beside a word and so hidden from screen readers."""
    return format_html(
        '<svg class="ico" aria-hidden="true"><use href="{}#{}"/></svg>', static("sofra/icons.svg"), name
    )


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
