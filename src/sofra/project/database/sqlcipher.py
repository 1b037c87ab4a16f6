"""Django's SQLite backend, loaded against SQLCipher: every page of the file and of its journal is encrypted.

Django names the module `sqlite3` when it is loaded, and SQLCipher's module is a drop-in for it; so it is put in that
place while Django's backend is loaded, and nowhere else.
"""

import sys
from functools import partial
from typing import Any

import sqlcipher3
from sqlcipher3 import dbapi2

from sofra.project.data import DataFolder
from sofra.project.database.files import key_of

_stock = {name: sys.modules.get(name) for name in ("sqlite3", "sqlite3.dbapi2")}
for _name in [name for name in sys.modules if name.startswith("django.db.backends.sqlite3")]:
    del sys.modules[_name]
sys.modules |= {"sqlite3": sqlcipher3, "sqlite3.dbapi2": dbapi2}
try:
    from django.db.backends.sqlite3 import base as base
    from django.db.backends.sqlite3 import schema as schema
finally:
    for _name, _module in _stock.items():
        if _module is None:
            del sys.modules[_name]
        else:
            sys.modules[_name] = _module


class DatabaseWrapper(base.DatabaseWrapper):
    side: str

    def get_connection_params(self) -> dict[str, Any]:
        from sofra.project.settings.common import DATA

        key = key_of(DataFolder(DATA), self.side)
        return {**super().get_connection_params(), "factory": partial(_keyed, key)}


def _keyed(key: bytes, *arguments: Any, **options: Any) -> dbapi2.Connection:
    """The key is said before anything else is asked."""
    connection = dbapi2.Connection(*arguments, **options)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    return connection
