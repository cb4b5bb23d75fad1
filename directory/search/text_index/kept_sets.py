"""Which sets has a snapshot worked out already? A word that many ask for is looked up once for each commit."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

from directory.search.keys import Keys

_MOST_KEYS: Final = 2_000_000


class KeptSets:
    """Sets of keys by the question that they answer, the longest unasked given up first."""

    def __init__(self, most: int = _MOST_KEYS) -> None:
        self._sets: OrderedDict[Hashable, Keys] = OrderedDict()
        self._most = most
        self._count = 0
        self._lock = threading.Lock()

    def of(self, question: Hashable, work_out: Callable[[], Keys]) -> Keys:
        """The set that answers a question, worked out when it is not kept."""
        with self._lock:
            kept = self._sets.get(question)
            if kept is not None:
                self._sets.move_to_end(question)
                return kept
        found = work_out()
        with self._lock:
            self._keep(question, found)
        return found

    def _keep(self, question: Hashable, found: Keys) -> None:
        if question in self._sets:
            return
        self._sets[question] = found
        self._count += len(found) + 1
        while self._count > self._most:
            _, given_up = self._sets.popitem(last=False)
            self._count -= len(given_up) + 1
