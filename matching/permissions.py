"""The law of matching: the person's team proposes, asks, moves and follows up."""

from casework.permissions import is_case_worker, is_in_team
from core.access import Actor, Permission, Subject


def is_in_persons_team(actor: Actor, subject: Subject) -> bool:
    """The actor is in the team of the person whom the placement or follow-up is about."""
    placement = subject if hasattr(subject, "person") else subject.placement
    return is_in_team(actor, placement.person)


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

ENTRIES = (TODAY_SEE, PERSON_MATCH, PLACEMENT_SEE, PLACEMENT_MOVE, FOLLOW_UP_RECORD)
