"""What the gateway answers to create and query, field by field.

Sources: developers.momo.vn/v3 wallet/onetime and query pages. Request errors are answered with HTTP 400
("4xx: you did something wrong in the request", result handling); the body is what counts. Answers carry no
signature: none is documented for them with certainty.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.momo.codes import Code, message
from sandbox.momo.orders import Order


@dataclass(frozen=True)
class Answer:
    """`remarks` go to the journal only."""

    body: Mapping[str, object]
    status: int = 200
    remarks: Mapping[str, object] = field(default_factory=dict)


def pay_url(base_url: str, order: Order) -> str:
    return f"{base_url}/momo/pay/{order.order_id}"


def created(order: Order, base_url: str, now: int, code: int = Code.SUCCESS) -> Answer:
    """The ways to pay. Cards have the page only; a wallet also has links and the data of a QR code."""
    url = pay_url(base_url, order)
    body: dict[str, object] = {
        "partnerCode": order.partner_code,
        "orderId": order.order_id,
        "requestId": order.request_id,
        "amount": order.amount,
        "responseTime": now,
        "message": message(code, order.lang),
        "resultCode": code,
        "payUrl": url,
        "shortLink": url,
    }
    return Answer(body | (_wallet_links(order) if order.request_type == "captureWallet" else {}))


def found(order: Order, request_id: str, lang: str, now: int) -> Answer:
    decided = not order.is_waiting
    return Answer(
        {
            "partnerCode": order.partner_code,
            "orderId": order.order_id,
            "requestId": request_id,
            "extraData": order.extra_data,
            "amount": order.stated_amount,
            "transId": order.trans_id if decided else 0,
            "payType": order.pay_type,
            "resultCode": order.result_code,
            "refundTrans": [],
            "message": message(order.result_code, lang),
            "responseTime": now,
            "lastUpdated": order.decided_at or order.created_at,
            "paymentOption": "momo" if decided else None,
            "promotionInfo": None,
        }
    )


def refused(code: Code, now: int, asked: Mapping[str, object], **remarks: object) -> Answer:
    """`asked` is the request under MoMo's names, as far as it could be read."""
    body: dict[str, object] = {
        name: asked[name]
        for name in ("partnerCode", "orderId", "requestId", "amount")
        if name in asked
    }
    body |= {
        "responseTime": now,
        "message": message(code, str(asked.get("lang", "vi"))),
        "resultCode": code,
    }
    return Answer(body, status=400, remarks=remarks)


def _wallet_links(order: Order) -> dict[str, object]:
    """Addresses inside MoMo's app; their contents are not documented and mean nothing here."""
    sid = base64.urlsafe_b64encode(f"{order.partner_code}|{order.order_id}".encode()).decode()

    def link(scanned: str, service: str) -> str:
        return (
            f"momo://app?action=payWithApp&isScanQR={scanned}&serviceType={service}&sid={sid}&v=3.0"
        )

    return {
        "deeplink": link("false", "app"),
        "qrCodeUrl": link("true", "qr"),
        "deeplinkMiniApp": link("false", "miniapp"),
        "applink": f"https://test-applinks.momo.vn/payment/v2?sid={sid}&v=3.0",
    }
