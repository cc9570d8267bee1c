"""The control interface of a provider's script: queue steps, look at them, drop them."""

import json

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.journal import Journal
from sandbox.script import BadStep, Script, Step


class ScriptControl:
    def __init__(self, script: Script, journal: Journal) -> None:
        self._script = script
        self._journal = journal

    @property
    def routes(self) -> list[Route]:
        path = f"/control/{self._script.provider}/script"
        return [
            Route(path, self.show),
            Route(path, self.add, methods=["POST"]),
            Route(path, self.clear, methods=["DELETE"]),
        ]

    async def show(self, request: Request) -> Response:
        return JSONResponse({"waiting": self._waiting(), "known": self._known()})

    async def add(self, request: Request) -> Response:
        """One step or a list of them, behind those already waiting; all of them, or none."""
        try:
            given = json.loads(await request.body())
            steps = [
                self._script.parse(each) for each in (given if isinstance(given, list) else [given])
            ]
        except ValueError as fault:
            reason = str(fault) if isinstance(fault, BadStep) else "the body is not JSON"
            return JSONResponse({"error": reason}, status_code=400)
        self._script.add(steps)
        summary = ", ".join(f"{step.on}: {step.do}" for step in steps)
        self._journal.note(self._script.provider, "script", f"queued {summary}")
        return JSONResponse({"waiting": self._waiting()})

    async def clear(self, request: Request) -> Response:
        gone = self._script.clear()
        self._journal.note(self._script.provider, "script", f"dropped {gone} steps")
        return JSONResponse({"dropped": gone})

    def _waiting(self) -> list[dict[str, object]]:
        return [_view(step) for step in self._script.waiting()]

    def _known(self) -> dict[str, object]:
        return {
            name: {
                "says": behaviour.says,
                "on": [point for point in self._script.points if behaviour.acts_on(point)],
                "arguments": {
                    key: f"{argument.says}; {argument.default} unless given"
                    for key, argument in behaviour.arguments.items()
                },
            }
            for name, behaviour in self._script.behaviours.items()
        }


def _view(step: Step) -> dict[str, object]:
    only = {"order_id": step.order_id, "about": step.about}
    named = {name: value for name, value in only.items() if value}
    return {"on": step.on, "do": step.do, **step.arguments, **named}
