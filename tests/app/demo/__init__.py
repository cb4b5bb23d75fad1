from datetime import UTC, datetime

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
