"""Defects of a catalogue: where, which, said in both languages, and how bad it is."""

from collections.abc import Iterable
from enum import StrEnum

from chalicelib.domain.catalogue_check.sentences import SENTENCES, WARNINGS
from chalicelib.domain.errors import Said
from chalicelib.domain.value import Named, Value


class Severity(StrEnum):
    """An error keeps an entry out of the catalogue; a warning asks somebody to look."""

    ERROR = "error"
    WARNING = "warning"


class Defect(Value):
    """One thing that is wrong: an RFC 6901 pointer, a stable code, and a sentence for people."""

    pointer: str
    code: str
    said: Named
    severity: Severity

    def below(self, pointer: str) -> "Defect":
        """The same defect of something that stands at `pointer` itself."""
        return self.model_copy(update={"pointer": pointer + self.pointer})


def defect(code: str, pointer: str, /, **facts: object) -> Defect:
    """The defect of this code at that place; `facts` fill its sentence."""
    said = SENTENCES[code]
    vi = {name: _spelled(fact, ".") for name, fact in facts.items()}
    en = {name: _spelled(fact, ",") for name, fact in facts.items()}
    return Defect(
        pointer=pointer,
        code=code,
        said=Named(vi=said.vi.format_map(vi), en=said.en.format_map(en)),
        severity=Severity.WARNING if code in WARNINGS else Severity.ERROR,
    )


def errors_of(defects: Iterable[Defect]) -> list[tuple[str, Said]]:
    """The defects that keep an entry out, as a refusal tells them."""
    return [
        (each.pointer, Said(**dict(each.said), kind=each.code))
        for each in defects
        if each.severity is Severity.ERROR
    ]


def _spelled(fact: object, mark: str) -> str:
    """Numbers with a mark between thousands, everything else as it is."""
    return f"{fact:,}".replace(",", mark) if isinstance(fact, int) else str(fact)
