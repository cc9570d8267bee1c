"""Kinds of wrong fields that the schema of the field itself must foresee.

Every other kind is about how fields fit together or what the catalogue holds, and has a word of ours.
"""

from typing import get_args

from pydantic_core.core_schema import ErrorType

OF_ONE_FIELD = frozenset(
    {
        *get_args(ErrorType),
        "unknown_parameter",
        "given_twice",
        "control_character",
        "integer_too_long",
    }
)
