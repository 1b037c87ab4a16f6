"""The language worker of this side, as pages reach it."""

from django.conf import settings

from sofra.worker.client import LanguageWorker


def language_worker() -> LanguageWorker:
    return LanguageWorker(settings.DATA / settings.SIDE)
