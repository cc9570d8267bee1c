"""Carry out a scene, let something happen at one of its points, and see what is left of it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from chalicelib.domain.errors import Refusal, Transient
from tests.crash.scenes import Scene, again, the_end
from tests.crash.stage import recover, wrong
from tests.crash.trail import Killed, Moment, Trail, killed, watched
from tests.fakes import FakeWorld

Rival = Callable[[FakeWorld], object]


class Failed(Exception):  # noqa: N818 -- what happened
    """The outside call raised, whether or not it had done its work."""


def failed() -> None:
    """What an outside call does that loses its answer."""
    raise Failed


FAULTS: dict[str, Callable[[], None]] = {"killed": killed, "failed": failed}


@dataclass(frozen=True)
class Loss:
    """A point at which something went wrong for good."""

    scene: str
    point: str
    moment: str
    what: str


def points(scene: Scene) -> list[str]:
    """The outside calls of a scene when nothing happens."""
    trail = Trail()
    scene.act(watched(scene.given(), trail))
    return trail.points


def undisturbed(scene: Scene) -> FakeWorld:
    """The scene's end when nothing happens."""
    world = scene.given()
    scene.act(world)
    _afterwards(scene, world)
    return world


def crash(scene: Scene) -> tuple[int, list[Loss]]:
    """How many crash points were tried, and at which of them something was lost."""
    expected, tried, losses = the_end(undisturbed(scene)), 0, []
    for at, point in enumerate(points(scene), start=1):
        for moment in Moment:
            for name, fault in FAULTS.items():
                tried += 1
                world = scene.given()
                with suppress(Killed, Failed, Refusal, Transient):
                    scene.act(watched(world, Trail(at, moment, fault)))
                if scene.retried:
                    again(world, scene.act)
                _afterwards(scene, world)
                found = wrong(world)
                if the_end(world) != expected:
                    found.append(f"ends as {the_end(world)}, not {expected}")
                losses += [
                    Loss(scene.name, f"{at} {point}", f"{moment} {name}", it) for it in found
                ]
    return tried, losses


def interleave(scene: Scene, rival: Rival) -> tuple[int, list[Loss]]:
    """The rival's use case is carried out at each point of the scene's in turn."""
    tried, losses = 0, []
    for at, point in enumerate(points(scene), start=1):
        for moment in Moment:
            tried += 1
            world = scene.given()
            trail = Trail(at, moment, lambda world=world: again(world, rival))  # type: ignore[misc]
            with suppress(Refusal, Transient):
                scene.act(watched(world, trail))
            _afterwards(scene, world)
            losses += [Loss(scene.name, f"{at} {point}", str(moment), it) for it in wrong(world)]
    return tried, losses


def _afterwards(scene: Scene, world: FakeWorld) -> None:
    world.clock.forward(scene.wait)
    recover(world)
    with suppress(Refusal):
        scene.then(world)
    recover(world)
