"""The citizen's page of an order."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from chalicelib.domain.order import Checkout, OrderState
from chalicelib.entrypoints.http.language import Language
from chalicelib.entrypoints.http.page_words import STATE_WORDS, dong, when
from chalicelib.entrypoints.http.pages import missing_page, payment_page
from tests.builders import CODE, MONDAY, a_paid_order, an_order
from tests.usecases.scenes import a_pending_order

VOID = {"meta", "path", "br"}


class WellFormed(HTMLParser):
    """Fails where a tag is not closed, or another one is."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


@pytest.mark.parametrize("state", OrderState)
@pytest.mark.parametrize("language", Language)
def test_every_state_has_a_page_in_both_languages(state: OrderState, language: Language) -> None:
    order = an_order(state=state, checkout=Checkout(pay_url="https://pay.example/1"))
    page = payment_page(order, language).text
    parser = WellFormed()
    parser.feed(page)
    assert parser.open == []
    assert getattr(STATE_WORDS[state], language.value) in page
    assert CODE in page
    assert "150.000 ₫" in page
    assert "$" not in page


def test_a_page_asks_again_by_itself_until_it_is_final() -> None:
    refresh = '<meta http-equiv="refresh" content="5">'
    assert refresh in payment_page(a_pending_order(), Language.VI).text
    assert refresh not in payment_page(a_paid_order(), Language.VI).text


def test_only_a_payable_order_shows_how_to_pay() -> None:
    pending = payment_page(a_pending_order(), Language.VI).text
    assert "<svg" in pending
    assert 'href="https://pay.example/1"' in pending
    assert when(a_pending_order().expires_at) in pending
    paid = payment_page(a_paid_order(), Language.VI).text
    assert "<svg" not in paid
    assert "https://pay.example" not in paid


def test_an_order_whose_checkout_is_unknown_asks_for_patience() -> None:
    page = payment_page(an_order(state=OrderState.UNKNOWN), Language.EN).text
    assert "please wait" in page
    assert "<svg" not in page


def test_what_a_provider_says_is_escaped_and_only_web_links_are_followed() -> None:
    hostile = Checkout(pay_url='https://pay.example/"><script>alert(1)</script>')
    assert "<script" not in payment_page(a_pending_order(checkout=hostile), Language.VI).text
    scheme = Checkout(pay_url="javascript:alert(1)")
    assert "javascript:" not in payment_page(a_pending_order(checkout=scheme), Language.VI).text


def test_a_final_page_leads_back_to_the_portal() -> None:
    page = payment_page(a_paid_order(return_url="https://portal.example/?a=1"), Language.VI).text
    assert "https://portal.example/?a=1&amp;order_id=" in page
    assert "state=paid" in page


def test_nothing_runs_on_the_page_and_only_its_own_style_is_applied() -> None:
    answer = payment_page(a_pending_order(), Language.VI)
    policy = answer.headers["Content-Security-Policy"]
    style = re.search(r"<style>(.*)</style>", answer.text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "style=" not in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_missing_page_says_so_without_saying_why() -> None:
    answer = missing_page(Language.EN)
    assert answer.status == 404
    assert "There is no such payment" in answer.text


@pytest.mark.parametrize(
    ("amount", "text"),
    [(0, "0 ₫"), (999, "999 ₫"), (135_000, "135.000 ₫"), (10**9, "1.000.000.000 ₫")],
)
def test_amounts_are_written_as_in_vietnam(amount: int, text: str) -> None:
    assert dong(amount) == text


def test_times_are_vietnams() -> None:
    assert when(MONDAY) == "09:00 23/11/2026"
