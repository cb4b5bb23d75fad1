"""People and what was agreed with them: persons, consents, tasks."""
