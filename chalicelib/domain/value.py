"""What every value of the domain is: immutable, validated, without unknown fields."""

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.domain.instant import Instant


class Value(BaseModel):
    """An immutable value; two with equal fields are the same."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Versioned(Value):
    """Something that changes: every write is conditional on the version that was read."""

    version: Annotated[int, Field(ge=1)] = 1

    def succeed(self, **changes: Any) -> Self:
        """The next version of this, with `changes`; validated like any other value."""
        fields = {name: getattr(self, name) for name in type(self).model_fields}
        return type(self).model_validate({**fields, **changes, "version": self.version + 1})


class Owing(Versioned):
    """Something that may still owe an effect.

    `due_at` puts it into the index of what is owed and is None when nothing is; it is set
    and cleared in the same write that records the fact or the effect.
    """

    due_at: Instant | None = None
    attempts: int = 0
    last_error: str | None = None


class Named(Value):
    """A name for people, in both languages of the product."""

    vi: Annotated[str, Field(max_length=2000)]
    en: Annotated[str, Field(max_length=2000)]
