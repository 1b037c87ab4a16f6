"""The floor with one protection more in each line. Only the benchmark can leave one out; the product cannot."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variant:
    engine: str
    secure_delete: bool = True
    scrub_every: float | None = None
    """Seconds; None: never."""
    sealed: bool = False


STOCK, UNENCRYPTED = "benchmarks.safety.stock", "benchmarks.safety.unencrypted"
SQLCIPHER, POSTGRESQL = "sofra.project.database.floor", "sofra.project.database.postgresql.floor"

VARIANTS = {
    "stock tables, nothing on": Variant(STOCK, secure_delete=False),
    "+ no row numbers, secure_delete": Variant(UNENCRYPTED),
    "+ scrub every 10 s": Variant(UNENCRYPTED, scrub_every=10),
    "+ SQLCipher": Variant(SQLCIPHER, scrub_every=10),
    "+ sealed words (everything on)": Variant(SQLCIPHER, scrub_every=10, sealed=True),
    "everything on, scrub every second": Variant(SQLCIPHER, scrub_every=1, sealed=True),
    "PostgreSQL, scrub every 10 s": Variant(POSTGRESQL, scrub_every=10, sealed=True),
}
