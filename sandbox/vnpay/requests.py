"""What merchants may send: every limit that VNPAY documents for the payment page and for querydr.

Source: sandbox.vnpayment.vn/apis/docs, pay.html (parameters), querydr&refund.html. Text "without special
characters" is taken as letters, digits, spaces and `.,:;-_/`; other `vnp_` parameters are let through.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from sandbox.vnpay.moments import read

_PLAIN = r"[0-9A-Za-z .,:;/_-]"


class Refusal(ValueError):  # noqa: N818 -- what it is
    """The request is not of the documented form; the text names the parameter."""


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


PAY: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "vnp_Version": _form(r"2\.1\.0"),
        "vnp_Command": _form("pay"),
        "vnp_TmnCode": _form("[0-9A-Za-z]{8}"),
        "vnp_Amount": _form("[1-9][0-9]{0,11}"),
        "vnp_CreateDate": _form("[0-9]{14}"),
        "vnp_CurrCode": _form("VND"),
        "vnp_IpAddr": _form("[0-9A-Fa-f.:]{7,45}"),
        "vnp_Locale": _form("vn|en"),
        "vnp_OrderInfo": _form(_PLAIN + "{1,255}"),
        "vnp_OrderType": _form("[0-9A-Za-z_]{1,100}"),
        "vnp_ReturnUrl": _form(r"(?=.{10,255}$)https?://\S+"),
        "vnp_ExpireDate": _form("[0-9]{14}"),
        "vnp_TxnRef": _form("[0-9A-Za-z]{1,100}"),
        "vnp_SecureHash": _form("[0-9A-Za-z]{32,256}"),
    }
)
PAY_OPTIONAL: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {"vnp_BankCode": _form("[0-9A-Za-z]{3,20}")}
)

QUERY: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "vnp_RequestId": _form("[0-9A-Za-z]{1,32}"),
        "vnp_Version": _form(r"2\.1\.0"),
        "vnp_Command": _form("querydr"),
        "vnp_TmnCode": _form("[0-9A-Za-z]{8}"),
        "vnp_TxnRef": _form("[0-9A-Za-z]{1,100}"),
        "vnp_OrderInfo": _form(_PLAIN + "{1,255}"),
        "vnp_TransactionDate": _form("[0-9]{14}"),
        "vnp_CreateDate": _form("[0-9]{14}"),
        "vnp_IpAddr": _form("[0-9A-Fa-f.:]{7,45}"),
        "vnp_SecureHash": _form("[0-9A-Za-z]{32,256}"),
    }
)
QUERY_OPTIONAL: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {"vnp_TransactionNo": _form("[0-9]{1,15}")}
)
_DATES = frozenset({"vnp_CreateDate", "vnp_ExpireDate", "vnp_TransactionDate"})


def payment_asked(pairs: list[tuple[str, str]]) -> Mapping[str, str]:
    """The parameters of the payment page. Raises Refusal."""
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise Refusal("a parameter is given twice")
    if "vnp_SecureHashType" in fields:
        raise Refusal("vnp_SecureHashType is not sent in version 2.1.0")
    _check(fields, PAY, PAY_OPTIONAL)
    if read(fields["vnp_ExpireDate"]) <= read(fields["vnp_CreateDate"]):
        raise Refusal("vnp_ExpireDate is not after vnp_CreateDate")
    return fields


def query_asked(given: object) -> Mapping[str, str]:
    """The members of a querydr request, all of them texts. Raises Refusal."""
    if not isinstance(given, dict) or not all(isinstance(each, str) for each in given.values()):
        raise Refusal("the body is an object of texts")
    fields = {name: value for name, value in given.items() if value}
    _check(fields, QUERY, QUERY_OPTIONAL)
    return fields


def _check(
    fields: Mapping[str, str],
    required: Mapping[str, re.Pattern[str]],
    optional: Mapping[str, re.Pattern[str]],
) -> None:
    for name in required:
        if not fields.get(name):
            raise Refusal(f"{name} is missing")
    for name, form in {**required, **optional}.items():
        if fields.get(name) and not form.fullmatch(fields[name]):
            raise Refusal(f"{name} is not of the documented form")
    for name in _DATES & set(fields):
        try:
            read(fields[name])
        except ValueError as fault:
            raise Refusal(f"{name} {fault}") from None
