"""What can be measured of a page: whether everybody can use it, and whether it fits."""

from pathlib import Path

import axe_core_python

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
TARGETS = "button, a.btn, summary, input:not([type=hidden]), select, textarea"
SMALL_TARGETS = """targets => [...document.querySelectorAll(targets)]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && !each.closest(".sr-only"))
    .map(each => (each.labels?.length && /radio|checkbox/.test(each.type)) ? each.labels[0] : each)
    .map(each => [each.getBoundingClientRect(), each.textContent.trim() || each.name])
    .filter(([box]) => box.width > 1 && box.height < 43.5)
    .map(([box, name]) => `${name}: ${Math.round(box.height)} px`)"""
TOO_WIDE = """() => document.scrollingElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest("svg svg, .scroll-x"))
    .map(each => `${each.tagName}.${each.getAttribute("class")}`).slice(0, 5)"""


def barriers(page, *, only=LEVELS):
    """What axe finds on this page against WCAG 2.1, A and AA: rule and place."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations']})", only)
    return [f"{each['id']}: {node['target']}" for each in found["violations"] for node in each["nodes"]]


def sticks_out(page):
    """What is wider than the window."""
    return page.evaluate(TOO_WIDE)


def small_targets(page):
    """What fingers would miss: buttons and fields lower than 44 pixels."""
    return page.evaluate(SMALL_TARGETS, TARGETS)
