"""Which requests come from one network, for ten minutes, and without an address that anybody could read."""

import hashlib
import secrets
import time
from ipaddress import ip_address, ip_network
from threading import Lock

from django.http import HttpRequest

SECONDS_A_KEY_LASTS = 600
PREFIXES = {4: 24, 6: 48}


class Networks:
    """The key is drawn anew every ten minutes and lies in memory alone, so that no name outlives it."""

    def __init__(self) -> None:
        self._key, self._drawn = b"", -float(SECONDS_A_KEY_LASTS)
        self._lock = Lock()

    def name_of(self, request: HttpRequest) -> str | None:
        """A name for the network of this request; None behind a proxy or Tor, where all come from this machine."""
        try:
            address = ip_address(request.META.get("REMOTE_ADDR", ""))
        except ValueError:
            return None
        if address.is_loopback:
            return None
        network = ip_network((address, PREFIXES[address.version]), strict=False)
        return hashlib.blake2b(str(network).encode(), key=self._key_of_now(), digest_size=16).hexdigest()

    def _key_of_now(self) -> bytes:
        with self._lock:
            if time.monotonic() - self._drawn >= SECONDS_A_KEY_LASTS:
                self._key, self._drawn = secrets.token_bytes(32), time.monotonic()
            return self._key


networks = Networks()
