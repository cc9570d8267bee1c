"""The schemas of what is parsed and what is dumped: as strict as we are, and no stricter."""

import json
import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from chalicelib.entrypoints.http.endpoint import Endpoint
from chalicelib.entrypoints.http.looser import TIME_OF_DAY
from chalicelib.entrypoints.http.plain_json import TEXT_PATTERN
from chalicelib.entrypoints.http.problem import Problem

Json: TypeAlias = dict[str, Any]
Model: TypeAlias = type[BaseModel]
PLACE = "#/components/schemas/"


class _Generator(GenerateJsonSchema):
    """What is dumped always has all its fields; no title repeats a name."""

    def normalize_name(self, name: str) -> str:
        """`Listed[Agency]` is called `AgencyList`."""
        return super().normalize_name(re.sub(r"^Listed\[(\w+)\]$", r"\1List", name))

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def field_is_required(self, field: Any, total: bool) -> bool:
        return self.mode == "serialization" or super().field_is_required(field, total)

    def time_schema(self, schema: Any) -> Json:
        """JSON Schema's own `time` has an offset; a time of day in Vietnam has none."""
        return {"type": "string", "pattern": TIME_OF_DAY}

    def dict_schema(self, schema: Any) -> Json:
        """Every name keeps the rule: `patternProperties` would let all others pass."""
        found = super().dict_schema(schema)
        for values in found.pop("patternProperties", {}).values():
            names = self.generate_inner(schema["keys_schema"])
            found |= {"additionalProperties": values, "propertyNames": names}
        return found

    def default_schema(self, schema: Any) -> Json:
        if self.mode == "serialization":
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)


class Schemas:
    """Every schema of the document by name.

    A request refuses what it does not know, an answer may gain fields: where both use a model,
    the request's is called `…In`.
    """

    def __init__(self, endpoints: Iterable[Endpoint]) -> None:
        endpoints = list(endpoints)
        bodies = [each.body for each in endpoints if each.body]
        answers = [model for each in endpoints for model in each.answers.values() if model]
        self._requests, requests = _defined(bodies, "validation")
        self._answers, answered = _defined(answers, "serialization")
        _, problem = _defined([Problem], "validation")
        problem = {name: _without_null(schema) for name, schema in problem.items()}
        answered = {name: _open(schema) for name, schema in {**answered, **problem}.items()}
        requests = {name: with_text_rules(schema) for name, schema in requests.items()}
        self._renamed = {
            name for name, schema in requests.items() if answered.get(name, schema) != schema
        }
        renamed = {self._name(name): self._moved(schema) for name, schema in requests.items()}
        self.definitions = dict(sorted({**answered, **renamed}.items()))

    def request(self, model: Model) -> Json:
        """A reference to the schema of a request's body."""
        moved: Json = self._moved(self._requests[model])
        return moved

    def answer(self, model: Model) -> Json:
        """A reference to the schema of an answer's body."""
        return self._answers[model]

    def _name(self, name: str) -> str:
        return f"{name}In" if name in self._renamed else name

    def _moved(self, part: Any) -> Any:
        """`part` with its references leading to the requests' schemas."""

        def moved(found: Json) -> Json:
            reference = found.get("$ref", "")
            name = reference.removeprefix(PLACE)
            return {**found, "$ref": PLACE + self._name(name)} if reference else found

        return json.loads(json.dumps(part), object_hook=moved)


def query_schema(model: Model) -> Json:
    """The schema of a query: references replaced, and no null, which an address cannot say."""
    schema = model.model_json_schema(schema_generator=_Generator, mode="validation")
    definitions = schema.pop("$defs", {})

    def inlined(part: Json) -> Json:
        found = definitions[part["$ref"].removeprefix("#/$defs/")] if "$ref" in part else part
        return {k: v for k, v in found.items() if k != "title"}

    whole: Json = json.loads(json.dumps(schema), object_hook=inlined)
    return with_text_rules(_without_null(whole))


def _without_null(schema: Json) -> Json:
    """`schema` for what is left out when there is nothing to say."""

    def said(part: Json) -> Json:
        others = [each for each in part.get("anyOf", []) if each != {"type": "null"}]
        found = {k: v for k, v in part.items() if (k, v) != ("default", None)}
        if len(others) != 1:
            return found
        return {**{k: v for k, v in found.items() if k != "anyOf"}, **others[0]}

    found: Json = json.loads(json.dumps(schema), object_hook=said)
    return found


def with_text_rules(schema: Json) -> Json:
    """`schema` with the rule that every text and every name of ours keeps: no control characters."""

    def ruled(part: Json) -> Json:
        own_rules = {"pattern", "enum", "const", "format"} & set(part)
        if part.get("type") == "string" and not own_rules:
            return {**part, "pattern": TEXT_PATTERN}
        if isinstance(part.get("additionalProperties"), dict) and "propertyNames" not in part:
            return {**part, "propertyNames": {"pattern": TEXT_PATTERN}}
        return part

    found: Json = json.loads(json.dumps(schema), object_hook=ruled)
    return found


def _open(schema: Json) -> Json:
    """`schema` for readers who must bear it that answers gain fields."""

    def opened(part: Json) -> Json:
        return {k: v for k, v in part.items() if (k, v) != ("additionalProperties", False)}

    found: Json = json.loads(json.dumps(schema), object_hook=opened)
    return found


def _defined(models: list[Model], mode: JsonSchemaMode) -> tuple[dict[Model, Json], Json]:
    wanted: list[tuple[Model, JsonSchemaMode]] = [(each, mode) for each in dict.fromkeys(models)]
    references, whole = models_json_schema(
        wanted, schema_generator=_Generator, ref_template=PLACE + "{model}"
    )
    definitions = {
        name: {k: v for k, v in schema.items() if k != "title"}
        for name, schema in whole.get("$defs", {}).items()
    }
    return {model: references[(model, mode)] for model in dict.fromkeys(models)}, definitions
