"""Which table of a Human Services set is this file? HSDS 1.1 to 3.2, Ohana and flat exports."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

Record = dict[str, object]
"""One row or object of such a set, by column; blank cells are absent."""

SERVICES: Final = "services"
_ALIASES: Final = {
    "services_at_location": "service_at_location",
    "service_at_locations": "service_at_location",
    "services_at_locations": "service_at_location",
    "physical_addresses": "addresses",
    "address": "addresses",
    "postal_addresses": "mail_addresses",
    "regular_schedules": "schedules",
    "regular_schedule": "schedules",
    "holiday_schedule": "holiday_schedules",
    "accessibility_for_disabilities": "accessibility",
    "services_taxonomy": "service_taxonomy",
    "service_taxonomys": "service_taxonomy",
    "taxonomy": "taxonomy_terms",
    "service_capacities": "service_capacity",
    "capacities": "service_capacity",
    "urls": "url",
    "eligibilities": "eligibility",
    "eligibilitys": "eligibility",
    "metadatas": "metadata",
    "fundings": "funding",
    "meta_table_description": "meta_table_descriptions",
}
COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    name: frozenset(columns.split())
    for name, columns in {
        "organizations": "id name alternate_name description email website url tax_status tax_id year_incorporated "
        "legal_status logo uri parent_organization_id accreditations date_incorporated funding_sources licenses",
        "programs": "id organization_id name alternate_name description",
        "services": "id organization_id program_id location_id name alternate_name description url email status "
        "interpretation_services application_process fees_description wait_time fees accreditations "
        "eligibility_description minimum_age maximum_age min_age max_age assured_date assurer_email licenses alert "
        "last_modified accepted_payments audience eligibility funding_sources keywords languages "
        "required_documents service_areas website taxonomy_ids additional_information program income_limit "
        "problem_codes require_veteran military_status immigration_status incarceration_status",
        "attributes": "id link_id taxonomy_term_id link_type link_entity value label",
        "service_at_location": "id service_id location_id description",
        "locations": "id location_type url organization_id name alternate_name description transportation latitude "
        "longitude external_identifier external_identifier_type accessibility admin_emails email languages "
        "short_desc website virtual address phones",
        "phones": "id location_id service_id organization_id contact_id service_at_location_id number extension type "
        "description country_prefix department number_type vanity_number language",
        "contacts": "id organization_id service_id service_at_location_id location_id name title department email",
        "addresses": "id location_id attention address_1 address_2 address_3 address_4 city region state_province "
        "postal_code country address_type",
        "mail_addresses": "id location_id attention address_1 address_2 address_3 address_4 city region "
        "state_province postal_code country",
        "schedules": "id service_id location_id service_at_location_id valid_from valid_to dtstart timezone until "
        "count wkst freq interval byday byweekno bymonthday byyearday description opens_at closes_at schedule_link "
        "attending_type notes weekday original_text",
        "holiday_schedules": "id service_id location_id service_at_location_id closed opens_at closes_at start_date "
        "end_date",
        "funding": "id organization_id service_id source",
        "service_areas": "id service_id service_at_location_id service_area name description extent extent_type uri",
        "required_documents": "id service_id document uri",
        "languages": "id service_id location_id phone_id name language code note",
        "accessibility": "id location_id description details url accessibility",
        "taxonomy_terms": "id code name description parent_id taxonomy language taxonomy_id term_uri parent_name "
        "vocabulary",
        "taxonomies": "id name description uri version",
        "service_taxonomy": "id service_id taxonomy_id taxonomy_detail",
        "eligibility": "id service_id eligibility minimum_age maximum_age",
        "payments_accepted": "id service_id payment",
        "payment_accepted": "id service_id payment",
        "metadata": "id resource_id resource_type last_action_date last_action_type field_name previous_value "
        "replacement_value updated_by",
        "meta_table_descriptions": "id name language character_set",
        "cost_options": "id service_id valid_from valid_to option currency amount amount_description",
        "organization_identifiers": "id organization_id identifier_scheme identifier_type identifier",
        "service_capacity": "id service_id unit_id available maximum description updated",
        "units": "id name scheme identifier uri",
        "url": "id label url organization_id service_id",
    }.items()
}
_PLAIN_NAME: Final = re.compile(r"[a-z_]+")
_SHARE: Final = 2
_OWN_NAMES: Final = {
    "services": "service",
    "organizations": "organization",
    "locations": "location",
}
_RENAMED: Final[Mapping[str, Mapping[str, str]]] = {
    "services": {"website": "url", "eligibility": "eligibility_description", "min_age": "minimum_age"}
    | {"max_age": "maximum_age"},
    "organizations": {"url": "website"},
    "phones": {"number_type": "type"},
    "schedules": {"weekday": "byday", "original_text": "description"},
    "service_areas": {"service_area": "name"},
    "languages": {"language": "name"},
    "accessibility": {"accessibility": "description"},
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with the number under which a person finds it in its file."""

    table: str
    number: int
    record: Record


def table_of(stem: str, headers: Iterable[str]) -> str:
    """The table that a file of this name and these headers is, or ""."""
    name = table_name(stem)
    columns = frozenset(_column(name, header) for header in headers if header.strip())
    known = columns & COLUMNS.get(name, frozenset())
    has_key = "id" in known or {"service_id", "location_id", "organization_id", "taxonomy_id"} & known
    return name if has_key and len(known) * _SHARE >= len(columns) else ""


def table_name(stem: str) -> str:
    """The table that a name means, or ""."""
    match = _PLAIN_NAME.search(stem.casefold().replace("-", "_"))
    words = match.group().strip("_") if match else ""
    for name in (words, f"{words}s", f"{words[:-1]}ies"):
        if (found := _ALIASES.get(name, name)) in COLUMNS:
            return found
    return ""


def row_of(table: str, record: Mapping[str, object], number: int) -> TableRow:
    """A row under the newest names of its columns."""
    renamed = _RENAMED.get(table, {})
    found: Record = {}
    for header, value in record.items():
        column = _column(table, header)
        if value is not None and (not isinstance(value, str) or value.strip()):
            found.setdefault(renamed.get(column, column), value.strip() if isinstance(value, str) else value)
    return TableRow(table, number, found)


def _column(table: str, header: str) -> str:
    """A column's name, without the table's own in front of it (service_uuid, service_name)."""
    key = header.strip().casefold().replace(" ", "_").removesuffix("_uuid") + (
        "_id" if header.strip().casefold().endswith("_uuid") else ""
    )
    own = _OWN_NAMES.get(table, "-")
    short = key.removeprefix(f"{own}_")
    if key == "taxonomy_id" and table == "taxonomy_terms":
        return "id"
    return short if short in COLUMNS.get(table, frozenset()) and key not in COLUMNS.get(table, frozenset()) else key
