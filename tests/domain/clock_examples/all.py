"""All worked examples."""

from tests.domain.clock_examples.agencies import AGENCIES
from tests.domain.clock_examples.calendar_days import CALENDAR_DAYS
from tests.domain.clock_examples.extensions import EXTENSIONS
from tests.domain.clock_examples.holidays import HOLIDAYS
from tests.domain.clock_examples.hours import HOURS
from tests.domain.clock_examples.idle_pauses import IDLE_PAUSES
from tests.domain.clock_examples.pause_lengths import PAUSE_LENGTHS
from tests.domain.clock_examples.pauses import PAUSES
from tests.domain.clock_examples.promised_day_pauses import PROMISED_DAY_PAUSES
from tests.domain.clock_examples.same_day import SAME_DAY
from tests.domain.clock_examples.same_day_pauses import SAME_DAY_PAUSES
from tests.domain.clock_examples.supplements import RULES
from tests.domain.clock_examples.swaps import SWAPS
from tests.domain.clock_examples.tet import TET
from tests.domain.clock_examples.verdicts import VERDICTS
from tests.domain.clock_examples.working_days import WORKING_DAYS

EXAMPLES = (
    *(*WORKING_DAYS, *TET, *SWAPS, *HOLIDAYS, *HOURS, *SAME_DAY),
    *(*CALENDAR_DAYS, *PAUSES, *RULES, *VERDICTS, *EXTENSIONS, *AGENCIES),
    *(*IDLE_PAUSES, *PAUSE_LENGTHS, *SAME_DAY_PAUSES, *PROMISED_DAY_PAUSES),
)
