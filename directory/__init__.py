"""The community directory in HSDS words: organizations, services, places, schedules, search and the host inbox."""
