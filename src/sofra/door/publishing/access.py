from django.shortcuts import get_object_or_404

from sofra.door.programme.models import Edition
from sofra.door.publishing.models import Version


def version_from(edition: Edition, number: int) -> Version:
    return get_object_or_404(Version.objects.select_related("edition__programme"), edition=edition, number=number)
