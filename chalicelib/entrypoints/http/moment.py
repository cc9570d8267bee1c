"""Instants as the API documents them, and as it takes them."""

import re
from datetime import datetime
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from chalicelib.domain.instant import Instant

_DATE_TIME = {"type": "string", "format": "date-time"}
_RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)")

Moment: TypeAlias = Annotated[Instant, WithJsonSchema(_DATE_TIME)]


def _written_out(said: Any) -> Any:
    """Pydantic would take the text of a number for seconds since 1970."""
    if not isinstance(said, str):
        return said
    try:
        if _RFC_3339.fullmatch(said):
            return datetime.fromisoformat(said)
    except ValueError:
        pass
    raise PydanticCustomError("datetime_parsing", "not an RFC 3339 instant")


AnInstant: TypeAlias = Annotated[Instant, BeforeValidator(_written_out), WithJsonSchema(_DATE_TIME)]
"""An instant that a caller says, as RFC 3339 writes it and in no other way."""
