"""Input of people who mean no good, or of programs that are broken: as strategies."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

any_text = st.text(st.characters(exclude_categories=()), max_size=20)
"""Half surrogate pairs and control characters included."""

any_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=6,
)

any_body = st.binary(max_size=200) | any_json.map(lambda value: json.dumps(value).encode())


@st.composite
def spoiled(draw: st.DrawFn, fields: Mapping[str, Any]) -> bytes:
    """A real message with one value exchanged, or one key written twice."""
    name = draw(st.sampled_from(sorted(fields)))
    value = json.dumps(draw(any_json))
    if draw(st.booleans()):
        return f"{json.dumps(dict(fields))[:-1]}, {json.dumps(name)}: {value}}}".encode()
    rest = {key: kept for key, kept in fields.items() if key != name}
    return f"{json.dumps(rest)[:-1]}, {json.dumps(name)}: {value}}}".encode()
