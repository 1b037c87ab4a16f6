from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sofra.floor.moderation.access import moderator_from
from sofra.floor.moderation.models import Wording
from sofra.floor.room.access import forget
from sofra.floor.room.models import StaffPass
from sofra.floor.translations import access, actions, queries
from sofra.floor.translations.forms import RewordForm, TranslationForm
from sofra.floor.translations.glossary import as_csv, as_tbx
from sofra.floor.translations.labels import DONE, STANDINGS
from sofra.floor.translations.queries import Standing


@require_GET
def translations(request: HttpRequest) -> HttpResponse:
    """How far each language is, and what waits in one of them."""
    staff = access.translator_from(request)
    language = access.chosen_language(request, staff)
    waiting = queries.queue(staff, language) if language else []
    context = _desk(request, staff) | {
        "to": language,
        "waiting": [(each, STANDINGS[each.standing]) for each in waiting],
        "can_go_on": any(not each.own for each in waiting),
        "coverage": [(each, _counted(each)) for each in queries.coverage(staff.dialogue)],
    }
    return render(request, "floor/translations/desk.html", context)


def _counted(each: queries.Coverage) -> list[tuple[object, int]]:
    return [(STANDINGS[standing], each.counts[standing]) for standing in Standing if each.counts.get(standing)]


@require_http_methods(["GET", "POST"])
def translation(request: HttpRequest, key: str, language: str) -> HttpResponse:
    """The wording on one side, its translation on the other, and below what was translated before."""
    staff = access.translator_from(request)
    wording = access.wording_to_translate(staff, key, language)
    source = queries.source_of(wording)
    shown = {"text": wording.texts.get(language, ""), "source": source}
    form = TranslationForm(language, request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        try:
            return _go_on(staff, language, key, last=_written(request, staff, wording, language, form))
        except actions.MayPointAtSomebody:
            form.add_error(
                "text", _("Something in it may point at a person, and nothing in the wording does. Say it wider.")
            )
        except actions.Changed:
            form.data = dict(form.data.items()) | {"source": source}
            form.add_error(
                "text", _("Somebody changed this meanwhile. Your words are still here: compare, then keep them again.")
            )
        except actions.NotYours:
            form.add_error(
                "text", _("Whoever wrote a translation cannot approve it. A translator with another pass can.")
            )
    return _page(request, staff, wording, language, form)


def _written(request: HttpRequest, staff: StaffPass, wording: Wording, language: str, form: TranslationForm) -> str:
    given, act = form.cleaned_data, request.POST.get("act", "")
    if act == "approve":
        actions.approve_translation(wording, language, given["text"], by=staff)
        return "approved"
    done = act == "done"
    actions.translate(wording, language, given["text"], by=staff, source=given["source"], done=done)
    return "checked" if done else "draft"


def _go_on(staff: StaffPass, language: str, key: str, *, last: str) -> HttpResponse:
    """To the next in the queue, or to the desk when nothing waits."""
    following = queries.next_after(staff, language, key)
    if following:
        return redirect(f"{reverse('translation', args=[following, language])}?{urlencode({'last': last})}")
    return redirect(f"{reverse('translations')}?{urlencode({'to': language, 'last': last})}")


def _page(
    request: HttpRequest, staff: StaffPass, wording: Wording, language: str, form: TranslationForm
) -> HttpResponse:
    first, now = queries.first_language(staff.dialogue), queries.standing(wording, language)
    made = next((each for each in wording.translations.all() if each.language == language), None)
    context = _desk(request, staff) | {
        "to": language,
        "wording": wording,
        "first": first,
        "form": form,
        "standing": STANDINGS[now],
        "was": made.source if made and now == Standing.STALE else "",
        "may_approve": now == Standing.CHECKED and made is not None and made.staff_pass_id != staff.key,
        "reviewed": now == Standing.REVIEWED,
        "memory": queries.memory(wording, language),
        "terms": queries.terms_in(queries.source_of(wording), first, language),
        "following": queries.next_after(staff, language, wording.key),
    }
    return render(request, "floor/translations/translation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def reword(request: HttpRequest, key: str) -> HttpResponse:
    """A moderator changes a wording in the first language, as long as nobody has voted on it."""
    staff = moderator_from(request)
    wording = access.wording_for_moderator(staff, key)
    first = queries.first_language(staff.dialogue)
    form = RewordForm(first, request.POST or None, initial={"text": queries.source_of(wording)})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reword(wording, form.cleaned_data["text"])
            return redirect("moderation")
        except actions.MayPointAtSomebody:
            form.add_error(
                "text", _("Something in it may point at a person, and nothing in the wording does. Say it wider.")
            )
    context = {"dialogue": staff.dialogue, "fictional": staff.dialogue.fictional, "form": form, "first": first}
    return render(request, "floor/translations/reword.html", context, status=422 if form.errors else 200)


@require_GET
def glossary_csv(request: HttpRequest) -> HttpResponse:
    access.translator_from(request)
    return _file(as_csv(queries.glossary()), "text/csv; charset=utf-8", "glossary.csv")


@require_GET
def glossary_tbx(request: HttpRequest) -> HttpResponse:
    access.translator_from(request)
    return _file(as_tbx(queries.glossary()), "application/x-tbx+xml", "glossary.tbx")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_POST
def leave_translations(request: HttpRequest) -> HttpResponse:
    response = redirect("left")
    forget(response)
    return response


def _desk(request: HttpRequest, staff: StaffPass) -> dict[str, object]:
    return {
        "dialogue": staff.dialogue,
        "fictional": staff.dialogue.fictional,
        "last": DONE.get(request.GET.get("last", ""), ""),
    }
