"""What the journeys start from: a company that has nothing yet but people, and a worker that waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest

from accounts.enums import Role
from accounts.ground.tenancy import organization_scope
from accounts.models import Membership, Organization
from questionbank.models import Criterion, Level
from tests.cast import make_member
from tests.worker import running_worker


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)


@dataclass
class Company:
    """An organisation with people, a ladder of levels and two criteria; no question, no loop."""

    organization: Organization
    admin: Membership
    curator: Membership
    coordinator: Membership
    lead: Membership
    second: Membership
    committee: Membership

    @property
    def slug(self) -> str:
        return self.organization.slug


@pytest.fixture
def company(transactional_db: None) -> Company:
    """Lumen, on its first day."""
    organization = Organization.objects.create(slug="lumen", name="Lumen")
    with organization_scope(organization):
        for rank, name in enumerate(("Junior", "Mid", "Senior", "Staff"), start=1):
            Level.objects.create(organization=organization, name=name, rank=rank)
        for name in ("Technical depth", "Communication"):
            Criterion.objects.create(organization=organization, name=name)
        return Company(
            organization=organization,
            admin=make_member(organization, "Ada Admin", Role.ADMIN),
            curator=make_member(organization, "Cleo Curator", Role.CURATOR),
            coordinator=make_member(organization, "Cory Coordinator", Role.COORDINATOR),
            lead=make_member(organization, "Lea Lead", Role.INTERVIEWER),
            second=make_member(organization, "Sam Second", Role.INTERVIEWER),
            committee=make_member(organization, "Kim Committee", Role.COMMITTEE),
        )


@pytest.fixture
def worker(live_server: Any, tmp_path: Path) -> Iterator["Popen[bytes]"]:
    """A Celery worker on the database that the live server shows, until the end of the test."""
    with running_worker(tmp_path / "worker.log") as process:
        yield process
