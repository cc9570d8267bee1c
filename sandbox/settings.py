"""What a person may choose when starting the sandbox."""

from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Settings:
    """`retry_after` is in seconds: the pause after the first, second, … delivery that was not accepted.

    After the last pause one more delivery is made, so there are `len(retry_after) + 1` in all. VNPAY
    publishes its own rule, ten deliveries `vnpay_pause` seconds apart.
    """

    state: Path
    jwks: Path
    port: int = 4580
    retry_after: tuple[float, ...] = (5, 15, 60, 300, 900, 3600)
    vnpay_pause: float = 300

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.port}"
