"""Is there something here that the person avoids, or a person whom the host cannot take?

Nobody reads who must be kept apart from whom, or why.

A kind, an organization, a service or a tag that is avoided rules the pair out. A word that merely occurs in the
option's text («犬は入れません») leaves it open for a human to read.
"""

from collections.abc import Iterator
from datetime import date

from matching.codes import Code
from matching.folding import contains, fold
from matching.rules.findings import Finding, all_hold, fails, passes, unknown
from matching.types import Need, Option, Verdict

KEY = "avoid"


def judge(need: Need, option: Option, _today: date) -> Verdict:
    """Both sides' avoid lists hold; nothing may override them."""
    found = [*_named(need, option), *_worded(need, option)]
    return all_hold(KEY, found or [passes(Code.NOTHING_AVOIDED)])


def _named(need: Need, option: Option) -> Iterator[Finding]:
    if need.person in option.excluded_persons:
        yield fails(Code.HOST_EXCLUDES)
    if need.avoid_persons & option.participants:
        yield fails(Code.KEPT_APART)
    if option.kind in need.avoid_kinds:
        yield fails(Code.AVOIDED_KIND, kind=option.kind)
    if option.organization in need.avoid_organizations:
        yield fails(Code.AVOIDED_ORGANIZATION)
    if option.service in need.avoid_services:
        yield fails(Code.AVOIDED_SERVICE)


def _worded(need: Need, option: Option) -> Iterator[Finding]:
    tags = {fold(tag) for tag in option.tags}
    for word in sorted(need.avoid_words):
        if fold(word) in tags:
            yield fails(Code.AVOIDED_TAG, word=word)
        elif contains(word, option.name, option.text):
            yield unknown(Code.AVOIDED_WORD_IN_TEXT, word=word)
