"""Every mapped class of the product, loaded in one place so that the migrations see all tables."""

import accounts.models.agency
import accounts.models.door
import accounts.models.invitation
import accounts.models.membership
import accounts.models.municipality
import accounts.models.staff_session
import accounts.models.user  # noqa: F401 - read for its tables
import casework.models.consent
import casework.models.person
import casework.models.task  # noqa: F401 - read for its tables
import core.audit
import core.idempotency
import core.outbox
import core.tally  # noqa: F401 - read for its tables
import directory.models.contact
import directory.models.district
import directory.models.gap
import directory.models.host_inbox
import directory.models.host_notice
import directory.models.import_run
import directory.models.index_state
import directory.models.inquiry
import directory.models.listing_report
import directory.models.location
import directory.models.organization
import directory.models.revision
import directory.models.saved_search
import directory.models.schedule
import directory.models.service
import directory.models.service_area
import directory.models.stated_fact
import directory.models.steward
import directory.models.taxonomy
import directory.models.timetable_file
import directory.models.word_group  # noqa: F401 - read for its tables
import matching.models.batch
import matching.models.follow_up
import matching.models.gap_wait
import matching.models.need
import matching.models.placement
import matching.models.weights  # noqa: F401 - read for its tables
from core.model import Model

__all__ = ["METADATA"]

METADATA = Model.metadata
