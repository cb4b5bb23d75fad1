"""What can be asked of an endpoint, by whom, and what the written law says to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flask import url_for
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app.access import declared
from core.access import Permission, Role
from tests.app.endpoints import DEMO, ENDPOINTS, LAW, PUBLIC, TOWN, Endpoint
from tests.factories.whole_town import Relation
from tests.fixtures.whole_town import Ground

ROLES = (
    Role.RESIDENT,
    Role.HOST_STEWARD,
    Role.PARTICIPATION_COORDINATOR,
    Role.COMMUNITY_SUPPORT_COORDINATOR,
    Role.ADMINISTRATOR,
)
SIGN_IN_NEEDED = {"hosts": 403}
"""Workers are led to the sign-in; a host's unknown device is told to use its address."""
LED_ON = 303
CHANGING = re.compile(r'name="(?:csrf_token|idempotency_key|next)" value="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}')
"""What differs between two showings of the same page: tokens, keys, and its own address."""


@dataclass(frozen=True)
class Asking:
    """One request: who asks what of whose record."""

    endpoint: str
    role: Role
    relation: Relation
    method: str

    def __str__(self) -> str:
        return f"{self.method} {self.endpoint} of {self.relation} by {self.role}"

    @property
    def entry(self) -> Endpoint:
        """What is written about the endpoint."""
        return ENDPOINTS[self.endpoint]

    @property
    def is_granted(self) -> bool:
        """Whether the written law lets it pass."""
        if self.entry.right == DEMO:
            return False
        grants = TOWN if self.entry.right == PUBLIC else LAW[self.entry.right].get(self.role, frozenset())
        return self.relation in grants

    @property
    def refusal(self) -> int:
        """The status with which it is turned away."""
        if self.role is Role.RESIDENT and self.entry.right not in {PUBLIC, DEMO}:
            return SIGN_IN_NEEDED.get(self.endpoint.partition(".")[0], LED_ON)
        return 404


def rule_of(ground: Ground, endpoint: str) -> Rule:
    """The one rule of an endpoint."""
    (rule,) = ground.app.url_map.iter_rules(endpoint)
    return rule


def askings(ground: Ground, endpoint: str) -> Iterator[Asking]:
    """Every role with every relation by every method that the endpoint answers; HEAD, which is a GET, once a role."""
    methods = (rule_of(ground, endpoint).methods or set()) - {"OPTIONS"}
    relations = list(Relation) if ENDPOINTS[endpoint].subject else [Relation.OWN]
    for role in ROLES:
        for relation in relations:
            for method in sorted(methods if relation is Relation.OWN else methods - {"HEAD"}):
                yield Asking(endpoint, role, relation, method)


def address(ground: Ground, endpoint: str, relation: Relation) -> str:
    """The address of the endpoint with the values of a relation."""
    entry = ENDPOINTS[endpoint]
    names = dict.fromkeys([*rule_of(ground, endpoint).arguments, *entry.fixed])
    named = {name: entry.fixed.get(name, name) for name in names}
    with ground.app.test_request_context():
        return url_for(endpoint, **known(ground, relation, named))


def known(ground: Ground, relation: Relation, named: Mapping[str, str]) -> dict[str, Any]:
    """The values of a relation under the names that a request gives them; a word that names none stays as it is."""
    values = ground.town.values[relation]
    return {name: values.get(value, value) for name, value in named.items()}


def answer(ground: Ground, asking: Asking) -> TestResponse:
    """What the application says to it; an unsafe one brings the token and what its button sends."""
    where = address(ground, asking.endpoint, asking.relation)
    form = known(ground, asking.relation, asking.entry.form)
    data = {"csrf_token": ground.token(asking.role), **form} if asking.method == "POST" else None
    return ground.client(asking.role).open(where, method=asking.method, data=data)


def crossed(ground: Ground, asking: Asking) -> TestResponse | None:
    """The answer where every further key, in the address and in the form, names a record of somebody else's."""
    entry, names = asking.entry, rule_of(ground, asking.endpoint).arguments
    own, others = ground.town.values[Relation.OWN], ground.town.values[Relation.FAR]
    further = [name for name in names if name != entry.subject and name in others]
    sent = known(ground, Relation.FAR, entry.form)
    if not entry.subject or not (further or sent != entry.form):
        return None
    values = {name: entry.fixed.get(name) or own[name] for name in names} | {name: others[name] for name in further}
    with ground.app.test_request_context():
        where = url_for(asking.endpoint, **values)
    data = {"csrf_token": ground.token(asking.role), **sent} if asking.method == "POST" else None
    return ground.client(asking.role).open(where, method=asking.method, data=data)


def words_of(response: TestResponse) -> str:
    """What the reader sees of a page, without what differs each time."""
    return CHANGING.sub("", response.get_data(as_text=True))


def granted(ground: Ground, *methods: str) -> Iterator[Asking]:
    """One request for every endpoint that somebody may make, each by the first part of the town that may."""
    for endpoint in sorted(ENDPOINTS.keys() - {"static"}):
        for method in methods:
            yield from islice((one for one in askings(ground, endpoint) if one.is_granted and one.method == method), 1)


def is_sensitive(ground: Ground, asking: Asking) -> bool:
    """Whether a look at this is audited."""
    mark = declared(ground.app.view_functions[asking.endpoint])
    return isinstance(mark, Permission) and mark.is_sensitive
