"""What a room has let go of goes back to the system before the next one begins.

Arrow and the C library keep freed memory for later, each its own: after linking a million people that is 350 MB which
counts as the process's, while the next room asks the system for more.
"""

import ctypes

import pyarrow as pa


def give_back() -> None:
    """Returns free memory to the system; where the C library has no call for it, Arrow's only."""
    pa.default_memory_pool().release_unused()
    try:
        trim = ctypes.CDLL(None).malloc_trim  # glibc's
    except (AttributeError, OSError, TypeError):
        return
    trim(0)
