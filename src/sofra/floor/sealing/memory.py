"""The private keys that two holders have opened, in the memory of this process and nowhere else."""

from threading import Lock

from nacl.public import PrivateKey

_opened: dict[str, PrivateKey] = {}
_lock = Lock()


def hold(slug: str, key: PrivateKey) -> None:
    with _lock:
        _opened[slug] = key


def held(slug: str) -> PrivateKey | None:
    with _lock:
        return _opened.get(slug)


def forget(slug: str) -> None:
    with _lock:
        _opened.pop(slug, None)
