"""What a catalogue file may refer to beyond its own entries: other files, and what a stage has."""

from chalicelib.domain.catalogue_file import CatalogueFile
from chalicelib.domain.value import Value


class Beside(Value):
    """Entries beside the file, and agencies of which no more is known than that they are there.

    `whole`: all that the file names was looked for, so that what is not here is nowhere.
    """

    entries: CatalogueFile = CatalogueFile()
    out_of_reach: frozenset[str] = frozenset()
    whole: bool = False


NOTHING = Beside()
