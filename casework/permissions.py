"""The law of casework: need to know. Only those who work with a person may see that the person exists."""

from core import clock
from core.access import Actor, Permission, Role, Subject

CASE_ROLES = frozenset({Role.PARTICIPATION_COORDINATOR, Role.COMMUNITY_SUPPORT_COORDINATOR})


def is_case_worker(actor: Actor, _subject: Subject) -> bool:
    """The actor's role works with people."""
    return actor.role is Role.PARTICIPATION_COORDINATOR


def is_in_team(actor: Actor, subject: Subject) -> bool:
    """The actor is in the person's team today."""
    day = clock.today()
    return actor.role in CASE_ROLES and any(
        member.user_id == actor.user_id
        and member.starts_on <= day
        and (member.ends_on is None or day <= member.ends_on)
        for member in subject.team
    )


def works_on_cases(actor: Actor, _subject: Subject) -> bool:
    """The actor's role may be in teams and promises things to people and hosts."""
    return actor.role in CASE_ROLES


def may_know_of_task(actor: Actor, subject: Subject) -> bool:
    """The task is of the actor's town; whether it exists for the actor, tasks.visible_to has decided."""
    return actor.role in CASE_ROLES and subject.municipality_id == actor.municipality_id


PERSON_REGISTER = Permission(
    "person_register",
    "A participation coordinator registers a person and is then in charge.",
    (is_case_worker,),
)
PERSON_LIST = Permission(
    "person_list",
    "A participation coordinator lists the people of their own teams; the list starts from visible_to.",
    (is_case_worker,),
)
PERSON_SEE = Permission(
    "person_see",
    "The team of a person sees the person's record; every look is audited.",
    (is_in_team,),
    is_sensitive=True,
)
PERSON_EDIT = Permission(
    "person_edit",
    "The team of a person changes the record; every change is audited.",
    (is_in_team,),
    is_sensitive=True,
)
TASK_LIST = Permission(
    "task_list",
    "Coordinators list what they promised and promise more; the list starts from visible_to.",
    (works_on_cases,),
)
TASK_KEEP = Permission(
    "task_keep",
    "Coordinators tick off and postpone tasks about their own people, and their own about nobody.",
    (may_know_of_task,),
)

ENTRIES = (PERSON_REGISTER, PERSON_LIST, PERSON_SEE, PERSON_EDIT, TASK_LIST, TASK_KEEP)
