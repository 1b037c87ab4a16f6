from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sofra.door.highlights.access import chosen_edition, edition_of
from sofra.door.highlights.queries import edition_in_full, sources_page, topic_page, topic_table


@require_GET
def edition(request: HttpRequest, slug: str) -> HttpResponse:
    found = edition_of(slug)
    context = {
        "page": edition_in_full(found),
        "topics": topic_table(found, facets=["need"]),
        "edition": found,
        "fictional": found.fictional,
    }
    return render(request, "door/highlights/edition.html", context)


@require_GET
def topics(request: HttpRequest) -> HttpResponse:
    narrowed_to = chosen_edition(request)
    context = {"topics": topic_table(narrowed_to), "narrowed_to": narrowed_to}
    return render(request, "door/highlights/topics.html", context)


@require_GET
def topic(request: HttpRequest, ref: str) -> HttpResponse:
    return render(request, "door/highlights/topic.html", {"page": topic_page(ref)})


@require_GET
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "door/highlights/sources.html", {"page": sources_page()})
