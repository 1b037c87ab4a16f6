"""PostgreSQL for organisations that run it already: named by an address, in place of the file."""


def from_address(address: str, side: str) -> dict[str, object]:
    """Django's settings for `postgresql://user:password@host/name`."""
    from psycopg.conninfo import conninfo_to_dict

    given = {word: str(value) for word, value in conninfo_to_dict(address).items() if value is not None}
    return {
        "ENGINE": f"sofra.project.database.postgresql.{side}",
        "NAME": given.pop("dbname", "sofra"),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": given,
    }
