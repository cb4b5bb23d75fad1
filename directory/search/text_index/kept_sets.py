"""Which sets has a snapshot worked out already? A word that many ask for is looked up once for each commit."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

Ids = frozenset[str]
_MOST_IDS: Final = 1_000_000


class KeptSets:
    """Sets of ids by the question that they answer, the longest unasked given up first."""

    def __init__(self, most: int = _MOST_IDS) -> None:
        self._sets: OrderedDict[Hashable, Ids] = OrderedDict()
        self._most = most
        self._count = 0
        self._lock = threading.Lock()

    def of(self, question: Hashable, work_out: Callable[[], Ids]) -> Ids:
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

    def _keep(self, question: Hashable, found: Ids) -> None:
        if question in self._sets:
            return
        self._sets[question] = found
        self._count += len(found) + 1
        while self._count > self._most:
            _, given_up = self._sets.popitem(last=False)
            self._count -= len(given_up) + 1
