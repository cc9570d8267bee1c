"""The page about the legal clock runs, and names every unit, ground and entry that there is."""

from typing import Any, get_args

import pytest

from chalicelib.domain.clock.entry import ClockEntry, Ground
from chalicelib.domain.procedure import ClockStart, TimeUnit
from tests.docs.blocks import ROOT, blocks

PAGE = "docs/legal-clock.md"
KINDS = [each.model_fields["kind"].default for each in get_args(get_args(ClockEntry)[0])]


def test_the_example_of_the_page_runs() -> None:
    (example,) = blocks(PAGE, "python")
    namespace: dict[str, Any] = {"__name__": "legal_clock"}
    exec(compile(example, PAGE, "exec"), namespace)
    assert namespace["reading"].state == "running"


@pytest.mark.parametrize("word", [*KINDS, *Ground, *TimeUnit, *ClockStart])
def test_the_page_names_every_entry_ground_unit_and_start_rule(word: str) -> None:
    assert f"`{word}`" in (ROOT / PAGE).read_text()
