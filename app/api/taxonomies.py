"""The taxonomies of the directory, as open data."""

from flask import Response

from app.access import query
from app.api import answers
from app.api.blueprint import hsds
from app.api.parameters import given
from directory.exchange.hsds import terms


@hsds.route("/taxonomies", methods=["GET", "POST"], endpoint="taxonomies")
@query
def list_taxonomies() -> Response:
    """List the taxonomies."""
    return answers.listed([one for one in terms.TAXONOMIES if given().text("search") in one.name + one.description])


@hsds.get("/taxonomies/<key>", endpoint="taxonomy")
@query
def show_taxonomy(key: str) -> Response:
    """Show one taxonomy."""
    return answers.one_of(terms.TAXONOMIES, key)


@hsds.route("/taxonomy_terms", methods=["GET", "POST"], endpoint="taxonomy_terms")
@query
def list_taxonomy_terms() -> Response:
    """List the terms: kinds of service, and the questions that are answered about them."""
    asked = given()
    taxonomy_id, parent_id = asked.key("taxonomy_id"), asked.key("parent_id")
    is_top_only, words = asked.yes("top_only"), asked.text("search")
    found = [
        one
        for one in terms.all_terms(answers.kinds(), answers.town().fields)
        if (taxonomy_id in {None, one.taxonomy_id})
        and (parent_id in {None, one.parent_id})
        and not (is_top_only and one.parent_id)
        and words in one.name + one.description
    ]
    return answers.listed(found)


@hsds.get("/taxonomy_terms/<key>", endpoint="taxonomy_term")
@query
def show_taxonomy_term(key: str) -> Response:
    """Show one term."""
    return answers.one_of(tuple(terms.all_terms(answers.kinds(), answers.town().fields)), key)
