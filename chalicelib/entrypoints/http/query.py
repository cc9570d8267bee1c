"""Query parameters, from what came to a validated model: as strict as a body is."""

import json
import re
import types
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from chalicelib.entrypoints.http.field_errors import InvalidFields, of_kinds, of_pydantic
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.looser import looser
from chalicelib.entrypoints.http.plain_json import Members, Steps, unfit

Model = TypeVar("Model", bound=BaseModel)
Pairs = Sequence[tuple[str, str]]

INTEGER = re.compile(r"0|-?[1-9][0-9]{0,30}")
BOOLEANS: Mapping[str, bool] = types.MappingProxyType({"true": True, "false": False})


def parse_query(
    model: type[Model] | None, pairs: Pairs, language: Language, *, free: bool = False
) -> Model | None:
    """The query parameters as `model`. Raises Invalid `query_invalid`.

    Unknown and repeated parameters are refused, unless the query is `free`: a misspelt filter
    would otherwise show everything.
    """
    fields = _fields(model)
    sent = [(name, text) for name, text in pairs if name in fields]
    plain = {name: _typed(text, fields[name].annotation) for name, text in dict(sent).items()}
    errors = [] if free else of_kinds(_unforeseen(pairs, fields), language)
    errors += of_kinds(unfit(Members(list(plain.items()))), language)
    parsed = None
    if model:
        try:
            parsed = model.model_validate_json(json.dumps(plain), strict=True)
            errors += of_kinds(looser(parsed, plain), language)
        except ValidationError as error:
            errors += of_pydantic(error, plain, language)
    if errors:
        raise InvalidFields("query_invalid", errors)
    return parsed


def _fields(model: type[BaseModel] | None) -> Mapping[str, FieldInfo]:
    """The parameters by the names that they have in an address."""
    found = model.model_fields if model else {}
    return {info.alias or name: info for name, info in found.items()}


def _unforeseen(pairs: Pairs, fields: Mapping[str, Any]) -> list[tuple[Steps, str]]:
    found: list[tuple[Steps, str]] = []
    for name, count in Counter(name for name, _ in pairs).items():
        if name not in fields:
            found.append(((name,), "unknown_parameter"))
        elif count > 1:
            found.append(((name,), "given_twice"))
    return found


def _typed(text: str, annotation: Any) -> Any:
    """`text` as the JSON value that a parameter of this type stands for; else the text itself."""
    wanted = _members(annotation)
    if any(get_origin(each) in (tuple, list, set, frozenset) for each in wanted):
        [listed] = [each for each in wanted if get_origin(each)]
        parts = text.split(",") if text else []  # so is a list of nothing written
        return [_typed(part, get_args(listed)[0]) for part in parts]
    if bool in wanted and text in BOOLEANS:
        return BOOLEANS[text]
    if int in wanted and INTEGER.fullmatch(text):
        return int(text)
    return text


def _members(annotation: Any) -> list[Any]:
    """The types that an annotation allows, without constraints and without None."""
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [each for part in get_args(annotation) for each in _members(part)]
    return [] if annotation is types.NoneType else [annotation]
