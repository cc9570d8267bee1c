"""What a portal, the counter or the post room files."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from chalicelib.domain.choices import Choices
from chalicelib.domain.dossier import Attachment, Person, ResultDelivery
from chalicelib.domain.errors import Invalid
from chalicelib.domain.fee_line import Channel

Origin = Literal["provincial_portal", "national_portal", "counter", "postal"]

ORIGINS: Mapping[Channel, tuple[Origin, ...]] = MappingProxyType(
    {
        Channel.ONLINE: ("provincial_portal", "national_portal"),
        Channel.DIRECT: ("counter",),
        Channel.POSTAL: ("postal",),
    }
)
"""Where a filing by each channel may come from; the first, unless it says so."""


class Filing(Choices):
    """What is filed. Attachments are references and are never fetched.

    `origin` follows from the channel if it is not given, and from `national_code`: the national
    portal's own code of the dossier, by which it is filed once however often it is sent.
    `applicant_province` is only counted: two digits of the national list of administrative units.
    """

    procedure_code: Annotated[str, Field(max_length=40)]
    agency_code: Annotated[str, Field(max_length=40)]
    channel: Channel = Channel.ONLINE
    origin: Origin | None = None
    national_code: Annotated[str, Field(pattern=r"^[0-9A-Za-z][0-9A-Za-z./_-]{0,59}$")] | None = (
        None
    )
    applicant: Person
    applicant_province: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None = None
    payer: Person | None = None
    result_delivery: ResultDelivery = ResultDelivery()
    attachments: Annotated[tuple[Attachment, ...], Field(max_length=50)] = ()
    portal_reference: Annotated[str, Field(max_length=100)] | None = None


def origin_of(filing: Filing) -> Origin:
    """Where the filing comes from. Raises Invalid if its channel or its code says otherwise."""
    possible = ORIGINS[filing.channel]
    national = filing.national_code is not None
    origin = filing.origin or ("national_portal" if national else possible[0])
    if origin not in possible:
        pointer = "/origin" if filing.origin else "/channel"
        raise Invalid(
            "origin_not_of_channel",
            [(pointer, "origin_not_of_channel")],
            origin=origin,
            possible=", ".join(possible),
        )
    if national is not (origin == "national_portal"):
        raise Invalid("national_code_needed", [("/national_code", "national_code_needed")])
    return origin
