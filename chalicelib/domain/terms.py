"""What governs a dossier: its own version of its procedure, and the calendar of its agency."""

from dataclasses import dataclass

from chalicelib.domain.clock.legal_clock import read_by
from chalicelib.domain.clock.limit import Limit, limit_of
from chalicelib.domain.clock.reading import Reading
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.procedure import Procedure, SupplementPolicy
from chalicelib.domain.working_time import WorkingTime


@dataclass(frozen=True, slots=True)
class Terms:
    """`procedure` in the version that the dossier was filed under; `times` as its agency works."""

    procedure: Procedure
    times: WorkingTime

    @property
    def supplements(self) -> SupplementPolicy:
        """How missing papers may be asked for."""
        return self.procedure.supplement_policy

    def limit(self, dossier: Dossier) -> Limit | None:
        """The legal time limit of what was filed."""
        return limit_of(
            self.procedure, channel=dossier.channel, case=dossier.case, options=dossier.options
        )

    def reading(self, dossier: Dossier) -> Reading:
        """What the dossier's legal clock shows at its last entry."""
        return read_by(self.times, dossier.clock, self.limit(dossier))
