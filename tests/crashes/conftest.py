"""One house for the tests of this folder; each test has an organisation of its own."""

from collections.abc import Iterator

import pytest

from tests.crashes.house import House, open_house


@pytest.fixture(scope="session")
def house() -> Iterator[House]:
    with open_house("killed", "lost", "stopped", "streaming", "workers") as opened:
        yield opened
