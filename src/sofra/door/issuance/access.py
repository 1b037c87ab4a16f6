from django.http import Http404

from sofra.door.issuance.models import Issuance
from sofra.door.issuance.queries import issuance_of
from sofra.door.preparation.access import preparation_from


def issuance_from(slug: str) -> Issuance:
    """The issuance of this dialogue, or 404 as long as there are no tickets."""
    issuance = issuance_of(preparation_from(slug))
    if issuance is None:
        raise Http404(slug)
    return issuance
