"""Storage and clients leave out what is null: it must mean the same as what is not there."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chalicelib.domain.change import Entity


def models(kind: Any) -> Iterator[type[BaseModel]]:
    """A model and every model that stands within it, whatever it is wrapped in."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        yield kind
        for field in kind.model_fields.values():
            yield from models(field.annotation)
    for part in get_args(kind):
        yield from models(part)


def nullable(field: FieldInfo) -> bool:
    return type(None) in get_args(field.annotation)


ALL = sorted(set(models(Entity)), key=lambda model: model.__name__)


def test_there_are_models_to_look_at() -> None:
    assert {"Procedure", "Quantity", "Offering", "Dossier"} <= {model.__name__ for model in ALL}


@pytest.mark.parametrize("model", ALL, ids=lambda model: str(model.__name__))
def test_a_field_that_may_be_null_is_null_when_it_is_absent(model: type[BaseModel]) -> None:
    wrong = [
        name
        for name, field in model.model_fields.items()
        if nullable(field) and not field.is_required() and field.get_default() is not None
    ]
    assert not wrong
