"""The shipped knowledge, loaded once."""

from __future__ import annotations

import pytest

from builder.actors import Knowledge, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The shipped actor knowledge."""
    return load_knowledge()
