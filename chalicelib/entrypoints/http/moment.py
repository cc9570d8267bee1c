"""Instants as the API documents them."""

from typing import Annotated, TypeAlias

from pydantic import WithJsonSchema

from chalicelib.domain.instant import Instant

Moment: TypeAlias = Annotated[Instant, WithJsonSchema({"type": "string", "format": "date-time"})]
