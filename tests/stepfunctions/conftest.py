"""One interpreter for the folder: loading moto's grammar costs more than all the runs."""

from collections.abc import Iterator

import pytest

from tests.stepfunctions.interpreter import Interpreter, started


@pytest.fixture(scope="package")
def interpreter() -> Iterator[Interpreter]:
    """The workflow on moto's interpreter."""
    with started() as it:
        yield it
