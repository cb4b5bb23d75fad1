"""Which services have the words of a query? Those that residents would find by them."""

import uuid
from typing import Final

from flask import current_app

from app import requests
from directory.search.criteria import SearchCriteria
from directory.search.finder import Finder

MOST: Final = 1000
"""More is no search any more; whoever wants everything asks without words."""


def found_by_words(words: str) -> frozenset[uuid.UUID]:
    """The ids of the public services that have the words."""
    finder: Finder = current_app.extensions["finder"]
    result = finder.search(requests.session(), SearchCriteria(words=words, per_page=MOST))
    return frozenset(hit.listing.id for hit in result.hits)
