"""Whoever acts in the middle of whichever use case: the same money, and nobody waits in vain."""

import pytest

from tests.crash.all_scenes import ALL_SCENES
from tests.crash.points import interleave
from tests.crash.rivals import RIVALS
from tests.crash.scenes import Scene


@pytest.mark.parametrize("rival", RIVALS)
@pytest.mark.parametrize("scene", ALL_SCENES, ids=lambda scene: scene.name)
def test_a_rival_at_any_point_changes_no_invariant(scene: Scene, rival: str) -> None:
    tried, losses = interleave(scene, RIVALS[rival])
    assert tried > 0
    assert losses == []
