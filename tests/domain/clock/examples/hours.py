"""Working hours: over when the last one has been worked; eight in a day."""

from tests.domain.clock.examples.example import Example

EIGHT = "1.013083 online"

HOURS = (
    Example(
        name="eight hours over a night",
        filing=EIGHT,
        entries="start 05/10/2026 09:00",
        due="06/10/2026 09:00",
        by_hand="Mon 09:00-11:30 (2.5) and 13:30-17:00 (6), Tue 07:00-09:00 (8).",
    ),
    Example(
        name="eight hours from 07:00 are that day",
        filing=EIGHT,
        entries="start 05/10/2026 07:00",
        due="05/10/2026 17:00",
        by_hand="07:00-11:30 (4.5), 13:30-17:00 (8).",
    ),
    Example(
        name="eight hours from 13:30 end with the next morning",
        filing=EIGHT,
        entries="start 05/10/2026 13:30",
        due="06/10/2026 11:30",
        by_hand="Mon afternoon (3.5), Tue morning (8).",
    ),
    Example(
        name="eight hours from 11:30 sharp",
        filing=EIGHT,
        entries="start 05/10/2026 11:30",
        due="06/10/2026 11:30",
        by_hand="Begins at 13:30.",
    ),
    Example(
        name="eight hours from the midday break",
        filing=EIGHT,
        entries="start 05/10/2026 12:15",
        due="06/10/2026 11:30",
        by_hand="Begins at 13:30.",
    ),
    Example(
        name="eight hours over a weekend",
        filing=EIGHT,
        entries="start 09/10/2026 16:00",
        due="12/10/2026 16:00",
        by_hand="Fri (1), Mon morning (5.5), Mon 13:30-16:00 (8).",
    ),
    Example(
        name="eight hours from Friday 17:00 sharp",
        filing=EIGHT,
        entries="start 09/10/2026 17:00",
        due="12/10/2026 17:00",
        by_hand="The whole Monday.",
    ),
    Example(
        name="eight hours from a Saturday",
        filing=EIGHT,
        entries="start 10/10/2026 10:00",
        due="12/10/2026 17:00",
        by_hand="The whole Monday.",
    ),
    Example(
        name="eight hours over Tết",
        filing=EIGHT,
        entries="start 13/02/2026 10:00",
        due="23/02/2026 10:00",
        by_hand="Fri 13: 1.5 + 3.5 (5); Mon 23 07:00-10:00 (8).",
    ),
    Example(
        name="eight hours into a made-up Saturday",
        filing=EIGHT,
        entries="start 09/01/2026 15:00",
        due="10/01/2026 15:00",
        by_hand="Fri (2), Sat morning (6.5), Sat 13:30-15:00 (8).",
    ),
    Example(
        name="two hours over the midday break",
        filing="limit 2 working_hour",
        entries="start 05/10/2026 10:30",
        due="05/10/2026 14:30",
        by_hand="10:30-11:30 (1), 13:30-14:30 (2).",
    ),
    Example(
        name="one hour that ends with the morning",
        filing="limit 1 working_hour",
        entries="start 05/10/2026 10:30",
        due="05/10/2026 11:30",
        by_hand="10:30-11:30: over at 11:30, not at 13:30.",
    ),
    Example(
        name="four hours over a weekend",
        filing="limit 4 working_hour",
        entries="start 09/10/2026 15:00",
        due="12/10/2026 09:00",
        by_hand="Fri (2), Mon 07:00-09:00 (4).",
    ),
    Example(
        name="sixteen hours are two working days",
        filing="limit 16 working_hour",
        entries="start 05/10/2026 10:00",
        due="07/10/2026 10:00",
        by_hand="Tue 10:00 (8), Wed 10:00 (16).",
    ),
)
