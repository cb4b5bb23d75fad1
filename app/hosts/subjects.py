"""What is a host's page about? Its group, one of its listings, or one question to it."""

import uuid

from sqlalchemy.orm import Session

from app import requests
from directory import inbox, listings, organizations
from directory.models.host_inbox import HostQuestion
from directory.models.organization import Organization
from directory.models.service import Service


def find_group(session: Session, organization_id: uuid.UUID) -> Organization:
    """The group of this key."""
    return organizations.get_organization(session, organization_id)


def find_listing(session: Session, service_id: uuid.UUID) -> Service:
    """The listing of this key, as far as the reader may see it."""
    return listings.get_listing(session, requests.actor(), service_id)


def find_question(session: Session, question_id: uuid.UUID) -> HostQuestion:
    """The question of this key; another group's does not exist."""
    return inbox.get(session, requests.actor(), question_id)
