"""Which parts of a listing may a host correct, in the order in which they stand?"""

from collections.abc import Mapping

from app.hosts.parts.contacts import Contacts
from app.hosts.parts.more import More
from app.hosts.parts.part import Part
from app.hosts.parts.plain import Fee, FirstVisit, Place
from app.hosts.parts.room import Pause, Room
from app.hosts.parts.timetable import Timetable

PARTS: Mapping[str, Part] = {
    part.code: part for part in (Timetable(), Place(), Contacts(), FirstVisit(), More(), Fee(), Room(), Pause())
}
