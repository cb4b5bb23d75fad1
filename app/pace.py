"""Is somebody asking too fast? Counts by address in the memory of this process, for a minute, and keeps nothing."""

import hashlib
import secrets
import threading
from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from core import clock
from core.tally import window_of

WINDOW: Final = timedelta(minutes=1)
MOST_ADDRESSES: Final = 10_000


class Pace:
    """So many requests a minute from one address; beyond it the answer is no until the minute is over."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._salt = secrets.token_bytes(16)
        self._since: datetime | None = None
        self._counts: Counter[bytes] = Counter()
        self._lock = threading.Lock()

    def allows(self, address: str) -> bool:
        """Count one request and say whether it is within the pace."""
        mark = hashlib.blake2b(address.encode(), key=self._salt, digest_size=8).digest()
        window = window_of(clock.now(), WINDOW)
        with self._lock:
            if window != self._since or len(self._counts) > MOST_ADDRESSES:
                self._since = window
                self._counts.clear()
            self._counts[mark] += 1
            return self._counts[mark] <= self.most
