"""Where do the public pages find things? In the finder of this process."""

from flask import Flask, current_app

from app import requests
from app.settings import Settings
from directory.search.completion import Completion
from directory.search.criteria import SearchCriteria
from directory.search.empty_searches import count_one
from directory.search.finder import Finder, open_finder
from directory.search.proposals import Proposals
from directory.search.service import SearchResult

NAME = "finder"
PROPOSALS = "proposals"


def install(app: Flask, settings: Settings) -> None:
    """Open the finder of this process."""
    finder = open_finder(settings.index_dir, settings.search_backend)
    app.extensions[NAME] = finder
    app.extensions[PROPOSALS] = Proposals(finder)


def find(criteria: SearchCriteria) -> SearchResult:
    """The page of public listings that the criteria ask for, in this request's town."""
    return _finder().search(requests.session(), criteria)


def find_ids(criteria: SearchCriteria) -> frozenset[str]:
    """The ids of everything that the criteria ask for, in this request's town."""
    return _finder().ids(requests.session(), criteria)


def find_and_count(criteria: SearchCriteria) -> SearchResult:
    """The same in a session of its own; a first page without a result is counted before the request's own begins."""
    result = requests.peek(lambda session: _finder().search(session, criteria))
    if result.missed and criteria.page == 1:
        town = requests.municipality().id
        requests.small_write(lambda session: count_one(session, town, result.missed))
    return result


def _finder() -> Finder:
    finder: Finder = current_app.extensions[NAME]
    return finder


def complete(typed: str) -> tuple[Completion, ...]:
    """What the typed text may become, in this request's town."""
    proposals: Proposals = current_app.extensions[PROPOSALS]
    return proposals.complete(requests.session(), typed)
