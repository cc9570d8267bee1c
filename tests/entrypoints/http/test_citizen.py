"""The address of the citizen's page."""

import pytest

from tests.entrypoints.http.conftest import Serve
from tests.usecases.scenes import a_pending_order, while_paying

ORDER = a_pending_order()
PAGE = f"/pay/{ORDER.order_id}?t={ORDER.view_token}"


def test_the_page_is_shown_to_whoever_has_its_link(serve: Serve) -> None:
    answer = serve(while_paying(ORDER), anonymous=True).get(PAGE)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Chờ thanh toán" in answer.text


def test_a_browser_may_be_overruled_about_the_language(serve: Serve) -> None:
    api = serve(while_paying(ORDER), anonymous=True)
    assert "Waiting for payment" in api.get(PAGE, accept_language="en").text
    assert "Chờ thanh toán" in api.get(f"{PAGE}&lang=vi", accept_language="en").text


@pytest.mark.parametrize("path", [f"/pay/{ORDER.order_id}?t=wrong", "/pay/261123000000000?t=a"])
def test_a_wrong_link_shows_nothing(path: str, serve: Serve) -> None:
    answer = serve(while_paying(ORDER), anonymous=True).get(path)
    assert answer.status == 404
    assert ORDER.dossier_code not in answer.text
