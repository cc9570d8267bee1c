"""The QR of an order, as SVG: binary images do not pass every gateway unharmed."""

from chalicelib.domain.order import Order


def qr_svg(order: Order) -> str | None:
    """A drawing of what a wallet or a camera can follow; None if the order cannot be paid."""
    text = qr_text(order)
    if text is None:
        return None
    import qrcode
    from qrcode.image.svg import SvgPathFillImage

    drawn = qrcode.make(text, image_factory=SvgPathFillImage, border=2)
    svg: str = drawn.to_string(encoding="unicode")
    return svg


def qr_text(order: Order) -> str | None:
    """The provider's own QR text where it gives one, else the address of its page."""
    if order.checkout is None or not order.payable:
        return None
    return order.checkout.qr_text or order.checkout.pay_url
