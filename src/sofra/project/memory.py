"""What the system may keep of a process that dies: nothing. Words and keys lie in its memory."""

import ctypes
import resource
import sys

PR_SET_DUMPABLE = 4


def leave_no_core() -> None:
    """No core dump, and no other programme of this user may look into the memory while it runs."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
