"""What are the roles called? In words for pages."""

from core.access import Role
from core.words import word

NAMES = {
    Role.RESIDENT: word("住民"),
    Role.HOST_STEWARD: word("世話人"),
    Role.PARTICIPATION_COORDINATOR: word("参加支援コーディネーター"),
    Role.COMMUNITY_SUPPORT_COORDINATOR: word("生活支援コーディネーター"),
    Role.ADMINISTRATOR: word("システム管理者"),
    Role.MACHINE: word("自動"),
}


def role_name(role: Role) -> str:
    """The role's name, to be put into the reader's language by the page."""
    return NAMES[role]
