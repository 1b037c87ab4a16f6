"""What the pages of a report on an edition need; loaded everywhere on the door."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from sofra.door.report.content import Block, Chart, Text
from sofra.web.languages import current_language

register = template.Library()


@register.filter
def in_its_language(text: Text) -> SafeString:
    """The words, in a span that names their language when it is not the language of the page."""
    if text.tag == current_language().tag:
        return format_html("{}", text.words)
    return format_html('<span lang="{}">{}</span>', text.tag, text.words)


@register.filter
def template_of(block: Block) -> str:
    return f"door/report/edition/_{type(block).__name__.lower()}.html"


@register.simple_tag(takes_context=True)
def leads(context: template.Context, refs: tuple[str, ...]) -> SafeString:
    """Numbers in circles that lead to the evidence."""
    numbers, places = context["numbers"], context["places"]
    return format_html_join(
        "",
        '<a class="ev" href="{}" aria-label="{} {}">{}</a>',
        ((places[ref], gettext("Evidence"), numbers[ref], numbers[ref]) for ref in refs[:MOST]),
    )


MOST = 6
"""Circles after one sentence; a count with more members lists them in the evidence."""


@register.simple_tag
def drawing(chart: Chart) -> SafeString:
    """The chart as a picture with its alternative text."""
    words = format_html('role="img" aria-label="{}"', chart.alt.words)
    if chart.alt.tag != current_language().tag:
        words = format_html('{} lang="{}"', words, chart.alt.tag)
    # Made in charts.py of escaped words and numbers, never of what somebody wrote.
    return mark_safe(chart.svg.replace("<svg ", f"<svg {words} ", 1))  # noqa: S308
