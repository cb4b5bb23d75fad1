"""What happens by itself as days pass? A round over all towns, every ten minutes while the worker runs."""

from datetime import datetime, timedelta
from typing import Final

from core import clock
from core.database import Database
from core.scope import open_for_all
from directory.exchange import batches
from matching import daily

PAUSE: Final = timedelta(minutes=10)


class Rounds:
    """The worker's chore that ends offers which ran out, asks hosts who came and undoes imports that broke off."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.next_at: datetime | None = None

    def __call__(self) -> int:
        """Make a round when it is time, in one transaction, and say how much was done."""
        if self.next_at is not None and clock.now() < self.next_at:
            return 0
        recovered = batches.recover(self.database)
        with self.database.writing() as session:
            done = recovered + daily.run(open_for_all(session))
        self.next_at = clock.now() + PAUSE
        return done
