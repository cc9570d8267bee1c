"""The tool, run in this process against a stage that each test makes up."""

import pytest

from tests.local.cli.tool import Tool


@pytest.fixture
def tool() -> Tool:
    """`hosopay` with a stage that knows nothing yet."""
    return Tool()
