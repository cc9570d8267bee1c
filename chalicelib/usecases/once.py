"""The same request twice makes one resource."""

from dataclasses import dataclass

from chalicelib.domain.errors import Conflict
from chalicelib.domain.marker import Marker
from chalicelib.ports.world import World

KEY_USED = "idempotency_key_used"


@dataclass(frozen=True, slots=True)
class Once:
    """Which request this is: caller and route, and hashes of its key and body."""

    subject: str
    route: str
    key_hash: str
    body_hash: str

    def made(self, resource_id: str) -> Marker:
        """The marker to write together with what the request makes."""
        return Marker(
            subject=self.subject,
            route=self.route,
            key_hash=self.key_hash,
            body_hash=self.body_hash,
            resource_id=resource_id,
        )


def made_before(world: World, once: Once) -> str | None:
    """What the same request made before; raises Conflict if it had another body."""
    marker = world.orders.marker(once.subject, once.route, once.key_hash)
    if marker is None:
        return None
    if marker.body_hash != once.body_hash:
        raise Conflict("idempotency_key_reused")
    return marker.resource_id
