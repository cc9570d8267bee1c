"""Agencies that work otherwise: on Saturdays, in winter, fewer hours, closed by a storm."""

from tests.domain.clock.examples.example import Example

LICENCE, EIGHT = "3.000347 online", "1.013083 online"

AGENCIES = (
    Example(
        name="an agency that works on Saturdays",
        filing=LICENCE,
        agency={"weekend": [7]},
        entries="start 05/10/2026 09:00",
        due="10/10/2026 09:00",
        by_hand="Tue 6, Wed 7, Thu 8, Fri 9, Sat 10 (5).",
    ),
    Example(
        name="a day of seven hours is a day, and so are eight hours",
        filing=EIGHT,
        agency={"hours": [{"start": "08:00", "end": "12:00"}, {"start": "13:00", "end": "16:00"}]},
        entries="start 05/10/2026 09:00",
        due="06/10/2026 09:00",
        by_hand="8 hours are 1 working day: the same time on Tue 6.",
    ),
    Example(
        name="winter hours from 15 October",
        filing=LICENCE,
        agency={
            "seasons": [
                {
                    "valid_from": "2026-10-15",
                    "hours": [
                        {"start": "07:30", "end": "12:00"},
                        {"start": "13:00", "end": "16:30"},
                    ],
                }
            ]
        },
        entries="start 12/10/2026 10:00",
        due="19/10/2026 10:30",
        by_hand="5 days: Mon 19. 10:00 is 3 h after 07:00; 3 h after 07:30 is 10:30.",
    ),
    Example(
        name="closed by a storm for a day",
        filing=LICENCE,
        agency={"days_off": [{"on": "2026-10-07", "name": {"vi": "Bão", "en": "Storm"}}]},
        entries="start 05/10/2026 09:00",
        due="13/10/2026 09:00",
        by_hand="Tue 6 (1), Wed 7 closed, Thu 8 (2), Fri 9 (3), Mon 12 (4), Tue 13 (5).",
    ),
)
