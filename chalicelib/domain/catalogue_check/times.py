"""Legal time limits of a procedure: their units, and channels that have none."""

from collections.abc import Iterator

from chalicelib.domain.catalogue_check.words import Defect, defect
from chalicelib.domain.procedure import ProcedureFacts, TimeUnit


def times(procedure: ProcedureFacts) -> Iterator[Defect]:
    """What is wrong with the limits; none at all is right for what is only notified."""
    for number, time in enumerate(procedure.processing_times):
        at = f"/processing_times/{number}/value"
        same_day = time.unit is TimeUnit.SAME_DAY
        if same_day and time.value:
            yield defect("time_same_day_with_value", at, value=time.value)
        if not same_day and not time.value:
            yield defect("time_zero", at, unit=time.unit.value)
    timed = {channel for time in procedure.processing_times for channel in time.channels}
    for number, channel in enumerate(procedure.channels):
        if "channels" in procedure.model_fields_set and timed and channel not in timed:
            yield defect("time_missing", f"/channels/{number}", channel=channel.value)
