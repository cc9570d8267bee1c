"""All worked examples."""

from tests.domain.clock.examples.agencies import AGENCIES
from tests.domain.clock.examples.calendar_days import CALENDAR_DAYS
from tests.domain.clock.examples.extensions import EXTENSIONS
from tests.domain.clock.examples.holidays import HOLIDAYS
from tests.domain.clock.examples.hours import HOURS
from tests.domain.clock.examples.idle_pauses import IDLE_PAUSES
from tests.domain.clock.examples.pause_lengths import PAUSE_LENGTHS
from tests.domain.clock.examples.pauses import PAUSES
from tests.domain.clock.examples.promised_day_pauses import PROMISED_DAY_PAUSES
from tests.domain.clock.examples.recalls import RECALLS
from tests.domain.clock.examples.same_day import SAME_DAY
from tests.domain.clock.examples.same_day_pauses import SAME_DAY_PAUSES
from tests.domain.clock.examples.supplements import RULES
from tests.domain.clock.examples.swaps import SWAPS
from tests.domain.clock.examples.tet import TET
from tests.domain.clock.examples.verdicts import VERDICTS
from tests.domain.clock.examples.working_days import WORKING_DAYS

EXAMPLES = (
    *(*WORKING_DAYS, *TET, *SWAPS, *HOLIDAYS, *HOURS, *SAME_DAY),
    *(*CALENDAR_DAYS, *PAUSES, *RULES, *VERDICTS, *EXTENSIONS, *AGENCIES),
    *(*IDLE_PAUSES, *PAUSE_LENGTHS, *SAME_DAY_PAUSES, *PROMISED_DAY_PAUSES),
    *RECALLS,
)
