"""Who reaches an agency: its own people, those above it, and those who took its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.agency import Agency, covered, upwards
from tests.builders import an_agency

TREE = {
    one.code: one
    for one in (
        an_agency("H32", parent=None),
        an_agency("H32.12", parent="H32"),
        an_agency("H49", parent=None),
        # Until 30 June 2025 a district stood between; two communes became one.
        an_agency("H32.D", parent="H32", replaced_by=("H32.50",)),
        an_agency("H32.D.1", parent="H32.D", replaced_by=("H32.50",)),
        an_agency("H32.D.2", parent="H32.D", replaced_by=("H32.50",)),
        an_agency("H32.50", parent="H32", replaces=("H32.D.1", "H32.D.2", "H32.D")),
        an_agency("H32.51", parent="H32"),
    )
}


@pytest.mark.parametrize(
    ("code", "granted", "expected"),
    [
        ("H32.12", {"H32.12"}, True),
        ("H32.12", {"H32"}, True),
        ("H32.12", {"*"}, True),
        ("H32.12", {"H49"}, False),
        ("H32.12", {"H32.1"}, False),
        ("H32.12", set(), False),
        ("H32.D.1", {"H32.D.1"}, True),
        ("H32.D.1", {"H32.50"}, True),
        ("H32.D.1", {"H32"}, True),
        ("H32.D.1", {"H32.51"}, False),
        ("H32.50", {"H32.D.1"}, False),
        ("H32", {"H32.12"}, False),
    ],
    ids=[
        "itself",
        "its parent",
        "all",
        "another province",
        "a prefix of its code",
        "nothing",
        "a predecessor by its own people",
        "a predecessor by its successor",
        "a predecessor by the province",
        "a predecessor by another commune",
        "a successor by a predecessor's people",
        "a parent by its child",
    ],
)
def test_a_token_reaches_an_agency(code: str, granted: set[str], expected: bool) -> None:
    assert covered(TREE[code], granted, TREE.get) is expected


def test_things_are_inherited_from_the_successor_before_the_parent() -> None:
    found = [one.code for one in upwards(TREE["H32.D.1"], TREE.get)]
    assert found == ["H32.D.1", "H32.50", "H32.D", "H32"]


CODES = ["A", "B", "C", "D", "E"]


@given(
    st.lists(
        st.tuples(st.sampled_from([*CODES, None]), st.lists(st.sampled_from(CODES), max_size=2)),
        min_size=5,
        max_size=5,
    )
)
def test_no_tree_however_wrong_is_walked_for_ever(
    edges: list[tuple[str | None, list[str]]],
) -> None:
    tree: dict[str, Agency] = {
        code: an_agency(code, parent=parent, replaced_by=tuple(successors))
        for code, (parent, successors) in zip(CODES, edges, strict=True)
    }
    for agency in tree.values():
        found = [one.code for one in upwards(agency, tree.get)]
        assert len(found) == len(set(found))
