"""The law of the directory: residents read, hosts keep their own true, coordinators look after all."""

from core.access import Actor, Permission, Role, Subject

OFFICE = frozenset({Role.PARTICIPATION_COORDINATOR, Role.COMMUNITY_SUPPORT_COORDINATOR, Role.ADMINISTRATOR})
COORDINATORS = frozenset({Role.PARTICIPATION_COORDINATOR, Role.COMMUNITY_SUPPORT_COORDINATOR})


def is_office(actor: Actor, _subject: Subject) -> bool:
    """The actor works at the office that keeps the directory."""
    return actor.role in OFFICE


def is_coordinator(actor: Actor, _subject: Subject) -> bool:
    """The actor coordinates participation or community support; inquiries.visible_to keeps to the districts."""
    return actor.role in COORDINATORS


def is_own_organization(actor: Actor, subject: Subject) -> bool:
    """The actor is known as a steward of the subject's organization."""
    return actor.role is Role.HOST_STEWARD and subject.organization_id in actor.organization_ids


def is_own_door(actor: Actor, subject: Subject) -> bool:
    """The subject is the organization whose steward the actor is known as."""
    return actor.role is Role.HOST_STEWARD and subject.id in actor.organization_ids


LISTING_EDIT = Permission(
    "listing_edit",
    "The office edits every listing of its town; a host's known device edits those of its own organization.",
    (is_office, is_own_organization),
)
LISTING_ADD = Permission("listing_add", "The office adds listings.", (is_office,))
HOST_PAGE = Permission(
    "host_page",
    "A known device opens the page of its own organization, and nothing else.",
    (is_own_door,),
)
HOST_ANSWER = Permission(
    "host_answer",
    "A known device answers the questions to its own organization; the office enters answers on its behalf.",
    (is_own_organization, is_office),
)
HOST_DEVICE_MANAGE = Permission(
    "host_device_manage",
    "The office reads out codes and forgets devices of hosts.",
    (is_office,),
)
HOST_NOTICE_SETTLE = Permission(
    "host_notice_settle",
    "The office settles what hosts have told it.",
    (is_office,),
)
LISTING_REPORT_SETTLE = Permission(
    "listing_report_settle",
    "The office answers what readers say is wrong with a listing.",
    (is_office,),
)
INQUIRY_LIST = Permission(
    "inquiry_list",
    "Coordinators list the calls that wait in their districts, without names.",
    (is_coordinator,),
)
INQUIRY_ANSWER = Permission(
    "inquiry_answer",
    "Coordinators of the district see whom to ring and note what came of it; every look is audited.",
    (is_coordinator,),
    is_sensitive=True,
)
GAP_KEEP = Permission(
    "gap_keep",
    "The office sees which places are missing, small numbers hidden, and keeps what is done about it.",
    (is_office,),
)
WORD_GROUP_EDIT = Permission(
    "word_group_edit",
    "The office says which words mean the same when its town searches.",
    (is_office,),
)

ENTRIES = (
    LISTING_EDIT,
    LISTING_ADD,
    HOST_PAGE,
    HOST_ANSWER,
    HOST_DEVICE_MANAGE,
    HOST_NOTICE_SETTLE,
    LISTING_REPORT_SETTLE,
    INQUIRY_LIST,
    INQUIRY_ANSWER,
    GAP_KEEP,
    WORD_GROUP_EDIT,
)
