"""The law of accounts: who may invite, look after users, and read the audit."""

from core.access import Actor, Permission, Role, Subject


def is_administrator(actor: Actor, _subject: Subject) -> bool:
    """The actor looks after the installation."""
    return actor.role is Role.ADMINISTRATOR


def is_staff(actor: Actor, _subject: Subject) -> bool:
    """The actor works for the town or one of its agencies."""
    return actor.is_staff


STAFF_AREA = Permission("staff_area", "Workers of the town and its agencies may open the staff pages.", (is_staff,))
USER_MANAGE = Permission(
    "user_manage",
    "Administrators invite users, give and end roles; this opens no person's record.",
    (is_administrator,),
)
LAW_SEE = Permission("law_see", "Every worker may read the permission law.", (is_staff,))
AUDIT_SEE = Permission("audit_see", "Administrators check that the audit chain holds.", (is_administrator,))

ENTRIES = (STAFF_AREA, USER_MANAGE, LAW_SEE, AUDIT_SEE)
