"""A state machine as one value: a transition table that can be asked, drawn and tested."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from chalicelib.domain.errors import IllegalMove

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


@dataclass(frozen=True)
class Machine(Generic[State, Event]):
    """`table` holds every legal move, `(state, event) -> state`; what has no row is illegal."""

    name: str
    initial: State
    table: Mapping[tuple[State, Event], State]

    def allows(self, state: State, event: Event) -> bool:
        """Whether `event` may happen in `state`."""
        return (state, event) in self.table

    def after(self, state: State, event: Event) -> State:
        """The state that `event` leads to. Raises IllegalMove where the table has no row."""
        try:
            return self.table[(state, event)]
        except KeyError:
            raise IllegalMove(machine=self.name, state=state, event=event) from None

    @property
    def final(self) -> frozenset[State]:
        """States that nothing leaves: each of their rows points back to itself."""
        left = {state for (state, _), target in self.table.items() if target is not state}
        return frozenset(type(self.initial)) - left

    @property
    def reachable(self) -> frozenset[State]:
        """States that some sequence of events leads to from the initial one."""
        found: set[State] = set()
        waiting = [self.initial]
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += [target for (source, _), target in self.table.items() if source is state]
        return frozenset(found)

    def drawing(self) -> str:
        """The table as a Mermaid state diagram."""
        arrows: dict[tuple[State, State], list[str]] = {}
        for (source, event), target in self.table.items():
            arrows.setdefault((source, target), []).append(event.value)
        lines = [f"    {a} --> {b}: {', '.join(events)}" for (a, b), events in arrows.items()]
        ends = [f"    {state} --> [*]" for state in type(self.initial) if state in self.final]
        return "\n".join(["stateDiagram-v2", f"    [*] --> {self.initial}", *lines, *ends])
