"""What is a worker's page about? A person, a match, a task, a dry run or a listing, if it exists for them."""

import uuid

from sqlalchemy.orm import Session

from app import requests
from casework import persons, tasks
from casework.models.person import Person
from casework.models.task import Task
from directory import listings
from directory.models.service import Service
from matching import follow_ups, placements
from matching.batch import runs
from matching.models.batch import BatchRun
from matching.models.follow_up import FollowUp
from matching.models.placement import Placement


def find_person(session: Session, person_id: uuid.UUID) -> Person:
    """The person of this key."""
    return persons.get(session, requests.actor(), person_id)


def find_placement(session: Session, placement_id: uuid.UUID) -> Placement:
    """The match of this key."""
    return placements.get(session, requests.actor(), placement_id)


def find_follow_up(session: Session, follow_up_id: uuid.UUID) -> FollowUp:
    """The follow-up of this key."""
    return follow_ups.get(session, requests.actor(), follow_up_id)


def find_task(session: Session, task_id: uuid.UUID) -> Task:
    """The task of this key."""
    return tasks.get(session, requests.actor(), task_id)


def find_run(session: Session, run_id: uuid.UUID) -> BatchRun:
    """The dry run of this key."""
    return runs.get(session, requests.actor(), run_id)


def find_listing(session: Session, service_id: uuid.UUID) -> Service:
    """The listing of this key."""
    return listings.get_listing(session, requests.actor(), service_id)
