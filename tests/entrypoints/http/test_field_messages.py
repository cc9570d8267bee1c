"""Sentences about fields."""

from enum import StrEnum
from typing import Literal

import pytest
from pydantic import BaseModel, ValidationError

from chalicelib.entrypoints.http.field_errors import of_pydantic
from chalicelib.entrypoints.http.language import Language


class Size(StrEnum):
    """Three of them, as pydantic's list has a last one."""

    SMALL = "small"
    LARGE = "large"
    HUGE = "huge"


class Body(BaseModel):
    """Both kinds of choices."""

    size: Size
    colour: Literal["red", "blue", "green"]


@pytest.mark.parametrize(
    ("language", "start"), [(Language.VI, "Phải là một trong"), (Language.EN, "It must be one of")]
)
def test_allowed_values_are_listed_without_words_of_another_language(
    language: Language, start: str
) -> None:
    plain = {"size": "fax", "colour": "fax"}
    with pytest.raises(ValidationError) as caught:
        Body.model_validate(plain)
    said = [error.message for error in of_pydantic(caught.value, plain, language)]
    assert said == [f"{start}: small, large, huge.", f"{start}: red, blue, green."]
