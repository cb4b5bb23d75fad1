"""Which taxonomies does the directory publish? Kinds of service, and the questions that are answered about them."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Final

from directory.exchange.hsds.entities import Taxonomy, TaxonomyTerm
from directory.fact_keys import FACT_KEYS, FactKey
from directory.taxonomy.kinds import Kind

NAMES: Final = uuid.UUID("0b8a4d1c-6a43-5f0e-9c55-3f6d1c8f2a77")
"""The ground from which the ids of what has no row of its own are made: the same everywhere and for ever."""

KINDS: Final = Taxonomy(
    id=uuid.uuid5(NAMES, "taxonomy/kinds"),
    name="活動の種類",
    description="Kinds of service of the directory",
    version="1",
)
FACTS: Final = Taxonomy(
    id=uuid.uuid5(NAMES, "taxonomy/facts"),
    name="確認された事実",
    description="Questions answered with yes or no about a service; an absent answer means not confirmed (GIF DS-436)",
    version="1",
)
ADDED: Final = Taxonomy(
    id=uuid.uuid5(NAMES, "taxonomy/added"),
    name="町が加えた項目",
    description="Questions that the municipality adds; the value of the attribute is the answer in words",
    version="1",
)
TAXONOMIES: Final = (KINDS, FACTS, ADDED)


def kind_id(code: str) -> uuid.UUID:
    """The id of a kind's term."""
    return uuid.uuid5(NAMES, f"kind/{code}")


def kind_term(kind: Kind) -> TaxonomyTerm:
    """A kind as a term."""
    return TaxonomyTerm(
        id=kind_id(kind.code),
        code=kind.code,
        name=kind.name,
        description=kind.names.get("en", kind.name),
        parent_id=kind_id(kind.parent_code) if kind.parent_code else None,
        taxonomy=KINDS.name,
        taxonomy_id=KINDS.id,
        taxonomy_detail=KINDS,
        language="ja",
    )


def fact_term(key: FactKey) -> TaxonomyTerm:
    """A question as a term; the value of the attribute is yes or no."""
    return TaxonomyTerm(
        id=uuid.uuid5(NAMES, f"fact/{key.code}"),
        code=key.code,
        name=key.label,
        description=f"yes: {key.yes}; no: {key.no}",
        taxonomy=FACTS.name,
        taxonomy_id=FACTS.id,
        taxonomy_detail=FACTS,
        language="ja",
    )


def added_term(code: str, label: str) -> TaxonomyTerm:
    """A question that the municipality adds, as a term."""
    return TaxonomyTerm(
        id=uuid.uuid5(NAMES, f"added/{code}"),
        code=code,
        name=label,
        description=label,
        taxonomy=ADDED.name,
        taxonomy_id=ADDED.id,
        taxonomy_detail=ADDED,
        language="ja",
    )


def all_terms(kinds: Mapping[str, Kind], added: Mapping[str, str]) -> Iterator[TaxonomyTerm]:
    """Every term of every taxonomy, in a lasting order."""
    yield from map(kind_term, kinds.values())
    yield from map(fact_term, FACT_KEYS)
    yield from (added_term(code, label) for code, label in added.items())


FACT_TERMS: Final = {key.code: fact_term(key) for key in FACT_KEYS}
