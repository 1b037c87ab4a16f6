"""What templates about sources need; loaded everywhere on the door."""

import re

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

register = template.Library()


@register.filter
def with_sources(text: str) -> SafeString:
    """A note in which each name of a source, such as ``src.spec``, leads to that source."""

    def link(mention: re.Match[str]) -> str:
        word = pgettext("link to where a fact was printed", "source")
        return format_html('<a href="{}#{}">{}</a>', reverse("sources"), mention.group(), word)

    return SafeString(re.sub(r"\bsrc\.\w+", link, escape(text)))
