"""What the attacker of a database does first: find every order that it may have kept."""

from django.db import connection


def orders(rows, marks, places):
    """Every order that can be read off a disk: of scan, of each column that differs, of each place of each mark."""
    found = {"scan": list(rows)}
    for column in [column for column in rows[0] if len({comparable(row[column]) for row in rows}) > 1]:
        found[f"{column} up"] = sorted(rows, key=lambda row: comparable(row[column]))
        found[f"{column} down"] = list(reversed(found[f"{column} up"]))
    for name, content in places.items():
        for mark in marks:
            found[f"first {mark} in {name}"] = sorted(rows, key=lambda row: content.find(as_bytes(row[mark])))
            found[f"last {mark} in {name}"] = sorted(rows, key=lambda row: content.rfind(as_bytes(row[mark])))
    return found


def comparable(value):
    return (value is not None, str(value) if not isinstance(value, bytes | memoryview) else bytes(value).hex())


def as_bytes(value):
    return value.encode() if isinstance(value, str) else bytes(value or b"\0")


def rows_of(table):
    """As the table hands them out by itself, with the hidden row number where there is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
        hidden = "" if "WITHOUT ROWID" in cursor.fetchone()[0] else "rowid AS hidden, "
        cursor.execute(f"SELECT {hidden}* FROM {table}")
        columns = [column[0] for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
