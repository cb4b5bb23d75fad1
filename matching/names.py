"""What does the town call its kinds and districts? For the sentences of matching.sentences."""

from sqlalchemy.orm import Session

from directory.districts import list_districts
from directory.taxonomy.kinds import kinds_by_code
from matching.sentences import Names


def names_of(session: Session) -> Names:
    """The names of the session's town."""
    return Names(
        kinds={code: kind.name for code, kind in kinds_by_code(session).items()},
        districts={district.code: district.name for district in list_districts(session)},
    )
