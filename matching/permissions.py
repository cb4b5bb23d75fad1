"""The law of matching: the person's team proposes, asks, moves and follows up."""

from accounts.permissions import is_administrator, is_staff
from casework.permissions import is_case_worker, is_in_team
from core.access import Actor, Permission, Subject


def is_in_persons_team(actor: Actor, subject: Subject) -> bool:
    """The actor is in the team of the person whom the placement or follow-up is about."""
    placement = subject if hasattr(subject, "person") else subject.placement
    return is_in_team(actor, placement.person)


def is_the_makers(actor: Actor, subject: Subject) -> bool:
    """The run was made by the actor, who still works with people."""
    return is_case_worker(actor, subject) and subject.made_by == actor.user_id


TODAY_SEE = Permission("today_see", "A participation coordinator sees the day's own promises.", (is_case_worker,))
PERSON_MATCH = Permission(
    "person_match",
    "The team of a person sees ranked options and proposes one.",
    (is_in_team,),
    is_sensitive=True,
)
PLACEMENT_SEE = Permission(
    "placement_see",
    "The team of the person sees a placement.",
    (is_in_persons_team,),
    is_sensitive=True,
)
PLACEMENT_MOVE = Permission(
    "placement_move",
    "The team of the person moves a placement from state to state.",
    (is_in_persons_team,),
    is_sensitive=True,
)
FOLLOW_UP_RECORD = Permission(
    "follow_up_record",
    "The team of the person records how a follow-up went.",
    (is_in_persons_team,),
    is_sensitive=True,
)
BATCH_PLAN = Permission(
    "batch_plan",
    "A participation coordinator plans for the people of their own teams at once; the list starts from visible_to.",
    (is_case_worker,),
)
BATCH_SEE = Permission(
    "batch_see",
    "Whoever made a dry run sees and amends it; only lines about people of their own teams are shown.",
    (is_the_makers,),
    is_sensitive=True,
)
WAITING_SEE = Permission(
    "waiting_see",
    "A participation coordinator sees for whom of their own people a place is; every look is audited.",
    (is_case_worker,),
    is_sensitive=True,
)
WEIGHTS_SEE = Permission("weights_see", "Every worker may read how options are weighed.", (is_staff,))
WEIGHTS_EDIT = Permission(
    "weights_edit",
    "Administrators set how options are weighed; every change is audited.",
    (is_administrator,),
)

ENTRIES = (
    *(TODAY_SEE, PERSON_MATCH, PLACEMENT_SEE, PLACEMENT_MOVE, FOLLOW_UP_RECORD),
    *(BATCH_PLAN, BATCH_SEE, WAITING_SEE, WEIGHTS_SEE, WEIGHTS_EDIT),
)
