"""What pydantic takes and our description does not: found beside the value that was parsed."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from pydantic import BaseModel

from chalicelib.entrypoints.http.plain_json import Steps

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})"
)
"""RFC 3339, 5.6: `full-date` and `date-time`; pydantic also reads seconds since 1970 into both."""

TIME_OF_DAY = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
TIME = re.compile(TIME_OF_DAY)


def looser(parsed: Any, plain: Any, at: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Where `parsed` was read from what is no day, no instant or no set; with its kind of error."""
    match parsed:
        case datetime():
            if not INSTANT.fullmatch(str(plain)):
                yield at, "datetime_parsing"
        case date():
            if not DAY.fullmatch(str(plain)):
                yield at, "date_parsing"
        case time():
            if not TIME.fullmatch(str(plain)):
                yield at, "time_parsing"
        case set() | frozenset():
            if len(parsed) < len(plain):
                yield at, "given_twice"
        case tuple() | list():
            for number, (one, inner) in enumerate(zip(parsed, plain, strict=False)):
                yield from looser(one, inner, (*at, number))
        case BaseModel() if isinstance(plain, Mapping):
            for name, info in type(parsed).model_fields.items():
                sent = info.alias or name
                if sent in plain:
                    yield from looser(getattr(parsed, name), plain[sent], (*at, sent))
        case dict():
            for name, inner in parsed.items():
                yield from looser(inner, plain.get(name), (*at, name))
