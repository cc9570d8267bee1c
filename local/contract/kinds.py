"""Kinds of wrong fields that no JSON Schema can foresee: about several fields, or about the world."""

from typing import get_args

from pydantic_core.core_schema import ErrorType

from chalicelib.entrypoints.http.field_messages import FIELD_MESSAGES
from chalicelib.entrypoints.http.messages import MESSAGES

OF_ONE_FIELD = frozenset({"unknown_parameter", "given_twice", "control_character"})
BETWEEN_FIELDS = frozenset((*FIELD_MESSAGES, *MESSAGES)) - OF_ONE_FIELD - {*get_args(ErrorType)}
