"""How did the demo town become what it is? As a history: each thing was done on its day, by the packages' own verbs.

So revisions, audit, follow-ups and the dates on every page agree with one another, and all of them move with today.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core import clock

OFFICE_OPENS: Final = time(9, 0)
Deed = Callable[[Session], object]


@dataclass
class History:
    """What is to be done, and how many days ago it was."""

    deeds: list[tuple[int, Deed]] = field(default_factory=list)

    def was_done(self, days_ago: int, deed: Deed) -> None:
        """Add a deed; what was done on the same day keeps the order in which it was added."""
        self.deeds.append((days_ago, deed))

    def tell(self, session: Session) -> None:
        """Do everything in its order, each with the clock at its own time of day."""
        now = clock.now()
        for position, (days_ago, deed) in enumerate(sorted(self.deeds, key=lambda one: -one[0])):
            with clock.standing_at(_instant(now, days_ago, position)):
                deed(session)


def _instant(now: datetime, days_ago: int, position: int) -> datetime:
    """The morning of that day, a second after the deed before; what is done today is done now."""
    day = now.astimezone(clock.TOWN_ZONE).date() - timedelta(days=days_ago)
    morning = datetime.combine(day, OFFICE_OPENS, clock.TOWN_ZONE) + timedelta(seconds=position)
    return min(morning, now)
