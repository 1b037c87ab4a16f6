"""What the tests of pages have in common on both sides."""

import pytest


@pytest.fixture(autouse=True)
def unpacked_static_files(settings):
    """Pages name their static files as they are, since nothing was packed for the tests."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
