"""These tests attack a file, so the test database is one; they run in a process of their own."""

import pytest
from django.db import connection


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("attack") / "floor.sqlite3")
