"""What was noted last, so that a rapporteur sees it below: in memory alone, since the floor keeps no order."""

from collections import defaultdict, deque

MANY = 8

_lately: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=MANY))


def remember(dialogue: str, key: str) -> None:
    _lately[dialogue].appendleft(key)


def lately(dialogue: str) -> list[str]:
    """Keys of the claims noted last, the newest first; none after a restart."""
    return list(_lately[dialogue])
