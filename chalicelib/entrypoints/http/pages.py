"""The pages that citizens see, from the templates in chalicelib/pages."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from types import MappingProxyType

from chalicelib.domain.order import Order, OrderState
from chalicelib.domain.value import Named
from chalicelib.entrypoints.http.answer import Answer
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.links import way_back
from chalicelib.entrypoints.http.page_words import (
    STATE_WORDS,
    WORDS,
    dong,
    when,
)
from chalicelib.entrypoints.http.qr import qr_svg

HTML = "text/html; charset=utf-8"
FOLDER = Path(__file__).resolve().parents[2] / "pages"
REFRESH_SECONDS = 5

PAGE_HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
)
"""A page's address carries its token: it is kept by nobody and sent to nobody."""


def payment_page(order: Order, language: Language) -> Answer:
    """Where a payment stands, and how to make it; asks again by itself until it is final."""
    content = _template("payment.html").substitute(
        dossier_label=_word("dossier", language),
        dossier_code=escape(order.dossier_code),
        amount_label=_word("amount", language),
        amount=dong(order.amount),
        state_label=_word("state", language),
        state=escape(_text(STATE_WORDS[order.state], language)),
        state_class=order.state.value,
        order_label=_word("order", language),
        order_id=escape(order.order_id),
        ways=_ways(order, language) if order.payable else "",
        back=_back(order, language),
    )
    title = _word("paid_title" if order.state is OrderState.PAID else "pay_title", language)
    return _page(title, content, language, status=200, refresh=order.payable)


def missing_page(language: Language) -> Answer:
    """There is no such payment, or not by this address."""
    content = f"<p>{_word('missing', language)}</p>"
    return _page(_word("missing_title", language), content, language, status=404, refresh=False)


def _ways(order: Order, language: Language) -> str:
    svg = qr_svg(order)
    if svg is None:
        return f"<p>{_word('preparing', language)}</p>"
    parts = [f'<div class="qr">{svg[svg.index("<svg") :]}</div>']
    parts.append(f"<p>{_word('scan', language)}</p>")
    pay_url = order.checkout.pay_url if order.checkout else None
    if pay_url and pay_url.startswith(("https://", "http://")):
        parts.append(
            f'<a class="button" href="{escape(pay_url)}" rel="noreferrer">'
            f"{_word('open', language)}</a>"
        )
    until = _word("until", language)
    parts.append(f'<p class="small">{until} {escape(when(order.expires_at))}</p>')
    return "\n".join(parts)


def _back(order: Order, language: Language) -> str:
    address = None if order.payable else way_back(order)
    if address is None:
        return ""
    return f'<a class="button quiet" href="{escape(address)}">{_word("back", language)}</a>'


def _page(title: str, content: str, language: Language, *, status: int, refresh: bool) -> Answer:
    style = _file("style.css")
    html = _template("frame.html").substitute(
        language=language.value,
        title=title,
        refresh=f'<meta http-equiv="refresh" content="{REFRESH_SECONDS}">' if refresh else "",
        style=style,
        content=content,
        footer=_word("footer", language),
    )
    headers = {**PAGE_HEADERS, "Content-Security-Policy": _policy(style)}
    return Answer(html, status=status, media_type=HTML, headers=headers)


def _policy(style: str) -> str:
    """Nothing runs, nothing is fetched, nobody frames it; only our own style is applied."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def _word(key: str, language: Language) -> str:
    return escape(_text(WORDS[key], language))


def _text(named: Named, language: Language) -> str:
    text: str = getattr(named, language.value)
    return text


@cache
def _file(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _template(name: str) -> Template:
    return Template(_file(name))
