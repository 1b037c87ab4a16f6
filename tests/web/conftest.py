from tests.pages import unpacked_static_files  # noqa: F401  used by every test here
