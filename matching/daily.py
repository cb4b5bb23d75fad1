"""What does the machine do by itself as days pass? It ends and erases what ran out, and asks hosts who came."""

from sqlalchemy.orm import Session

from directory import inquiries
from matching import check_ins, placements, withdrawals


def run(session: Session) -> int:
    """Do what is due now and say how much it was; done twice it does nothing more."""
    matches = placements.expire_offers(session) + withdrawals.close_lapsed(session) + check_ins.put_due(session)
    return matches + inquiries.erase_old(session)
