from django.http import Http404, HttpRequest

from sofra.floor.moderation.models import Wording
from sofra.floor.room.access import staff_from
from sofra.floor.room.models import Role, StaffPass
from sofra.floor.translations.queries import other_languages, source_of


def translator_from(request: HttpRequest) -> StaffPass:
    return staff_from(request, Role.TRANSLATOR)


def chosen_language(request: HttpRequest, staff_pass: StaffPass) -> str:
    """The language asked for, or else the first that is translated into; "" in a room of one language."""
    languages = other_languages(staff_pass.dialogue)
    asked = request.GET.get("to", "")
    return asked if asked in languages else (languages[0] if languages else "")


def wording_to_translate(staff_pass: StaffPass, key: str, language: str) -> Wording:
    """A wording of this pass's own room, and a language that it is translated into; or 404."""
    own = Wording.objects.filter(dialogue=staff_pass.dialogue, key=key).select_related("dialogue")
    found = own.prefetch_related("translations").first()
    if found is None or not source_of(found) or language not in other_languages(staff_pass.dialogue):
        raise Http404
    return found


def wording_for_moderator(staff_pass: StaffPass, key: str) -> Wording:
    own = Wording.objects.filter(dialogue=staff_pass.dialogue, key=key).select_related("dialogue")
    found = own.first()
    if found is None or found.votes.exists():
        raise Http404
    return found
