"""Every scene: of one bill, of two, and of bills that are asked for in their time."""

from tests.crash.scenes import SCENES
from tests.crash.scenes_of_life import SCENES_OF_LIFE
from tests.crash.scenes_of_two import SCENES_OF_TWO

ALL_SCENES = (*SCENES, *SCENES_OF_TWO, *SCENES_OF_LIFE)
