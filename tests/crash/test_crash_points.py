"""Whoever dies before or after whichever outside call: nothing is lost, nothing is doubled."""

import pytest

from tests.crash.all_scenes import ALL_SCENES
from tests.crash.points import crash, points, undisturbed
from tests.crash.scenes import Scene
from tests.crash.stage import wrong

EACH_SCENE = pytest.mark.parametrize("scene", ALL_SCENES, ids=lambda scene: scene.name)


@EACH_SCENE
def test_nothing_is_wrong_when_nothing_happens(scene: Scene) -> None:
    assert wrong(undisturbed(scene)) == []


@pytest.mark.parametrize("scene", ALL_SCENES, ids=lambda scene: scene.name)
def test_every_crash_point_is_survived(scene: Scene) -> None:
    """Killed or failed, before and after each of the scene's own calls, one by one."""
    tried, losses = crash(scene)
    assert tried == 4 * len(points(scene)) > 0
    assert losses == []
