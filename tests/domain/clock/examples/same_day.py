"""The same day, or the next working day for what comes after 15:00."""

from tests.domain.clock.examples.example import Example

EXTRACT, VEHICLE = "2.000635 online", "1.005103 direct case=other_vehicle"

SAME_DAY = (
    Example(
        name="one second before the cut-off",
        filing=EXTRACT,
        entries="start 05/10/2026 14:59:59",
        due="05/10/2026 17:00",
        by_hand="Not after 15:00: the same day.",
    ),
    Example(
        name="at the cut-off",
        filing=EXTRACT,
        entries="start 05/10/2026 15:00:00",
        due="05/10/2026 17:00",
        by_hand="The texts say after 15:00 (sau 15 giờ); 15:00:00 is not after it.",
    ),
    Example(
        name="one second after the cut-off",
        filing=EXTRACT,
        entries="start 05/10/2026 15:00:01",
        due="06/10/2026 17:00",
        by_hand="After 15:00: Tue 6.",
    ),
    Example(
        name="the same day, from the midday break",
        filing=EXTRACT,
        entries="start 05/10/2026 12:00",
        due="05/10/2026 17:00",
        by_hand="Counts from 13:30, the same day.",
    ),
    Example(
        name="the same day, from before work begins",
        filing=EXTRACT,
        entries="start 05/10/2026 05:00",
        due="05/10/2026 17:00",
        by_hand="Counts from 07:00, the same day.",
    ),
    Example(
        name="on a Friday after the cut-off",
        filing=EXTRACT,
        entries="start 09/10/2026 15:30",
        due="12/10/2026 17:00",
        by_hand="The next working day is Mon 12.",
    ),
    Example(
        name="on a Friday evening",
        filing=EXTRACT,
        entries="start 09/10/2026 17:30",
        due="12/10/2026 17:00",
        by_hand="Counts from Mon 12 07:00, which is not after the cut-off: the same day.",
    ),
    Example(
        name="on a Saturday",
        filing=EXTRACT,
        entries="start 10/10/2026 10:00",
        due="12/10/2026 17:00",
        by_hand="Counts from Mon 12 07:00: the same day.",
    ),
    Example(
        name="after the cut-off before Tết",
        filing=EXTRACT,
        entries="start 13/02/2026 16:00",
        due="23/02/2026 17:00",
        by_hand="The next working day is Mon 23.",
    ),
    Example(
        name="after the cut-off before a made-up Saturday",
        filing=EXTRACT,
        entries="start 09/01/2026 15:10",
        due="10/01/2026 17:00",
        by_hand="Sat 10 is worked.",
    ),
    Example(
        name="waiting for its fee from the first moment, paid before the cut-off",
        filing=VEHICLE,
        entries="""start 05/10/2026 08:00
            pause financial_obligation 05/10/2026 08:00
            resume financial_obligation 06/10/2026 14:00""",
        due="06/10/2026 17:00",
        by_hand="The rule is applied when the money is there: Tue 14:00, the same day.",
    ),
    Example(
        name="waiting for its fee from the first moment, paid after the cut-off",
        filing=VEHICLE,
        entries="""start 05/10/2026 08:00
            pause financial_obligation 05/10/2026 08:00
            resume financial_obligation 06/10/2026 15:30""",
        due="07/10/2026 17:00",
        by_hand="Tue 15:30 is after 15:00: Wed 7.",
    ),
)
