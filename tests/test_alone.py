"""The guards of conftest.py hold."""

import os
import socket

import pytest
import pytest_socket


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_a_test_cannot_reach_the_network() -> None:
    with pytest.raises(pytest_socket.SocketBlockedError):
        socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def test_a_test_cannot_reach_a_real_account() -> None:
    assert os.environ["AWS_ACCESS_KEY_ID"] == "testing"
