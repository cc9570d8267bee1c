"""Every scene, of one bill and of two."""

from tests.crash.scenes import SCENES
from tests.crash.scenes_of_two import SCENES_OF_TWO

ALL_SCENES = (*SCENES, *SCENES_OF_TWO)
