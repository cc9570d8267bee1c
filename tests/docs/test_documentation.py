"""What the documentation says is true: its code runs, its drawings are those of the tables."""

from typing import Any

from local.states_page import PAGE, states_page
from tests.docs.blocks import ROOT, blocks


def test_the_guide_to_adding_a_provider_runs() -> None:
    found = blocks("docs/adding-a-provider.md", "python")
    assert found
    namespace: dict[str, Any] = {"__name__": "adding_a_provider"}
    for block in found:
        exec(compile(block, "docs/adding-a-provider.md", "exec"), namespace)


def test_the_states_are_drawn_from_the_tables() -> None:
    assert PAGE.read_text() == states_page()


def test_the_two_commands_of_the_readme_are_the_ones_that_ci_and_the_tests_run() -> None:
    commands = [block.split("#")[0].strip() for block in blocks("README.md", "sh")[:2]]
    assert commands == ["make run", "make test"]
    assert "make test" in (ROOT / ".ci" / "run").read_text()
