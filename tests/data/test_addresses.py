"""Addresses: those of the web have a host, all others none, and none is an error."""

from __future__ import annotations

import pytest

from dtia.data.addresses import web_host
from dtia.views.labels import link


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a?b#c", "www.example.org"), ("http://Tỉnh.vn/x", "tỉnh.vn"),
        ("https://example.org:8080", "example.org"), ("https://[::1]/", "::1"),
        ("https://user@example.org/", "example.org"), ("https://exa[mple.org/x", ""),
        ("https://[::1", ""), ("https://example.org:99999/", ""), ("https://", ""),
        ("https:///x", ""),
        ("https://exa mple.org", ""), ("https://exa%6dple.org", ""), ("https://a..b/", ""),
        ("javascript:alert(1)", ""), ("data:text/html,x", ""), ("ftp://example.org", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_host_is_found_in_an_address_of_the_web_only(url: str, host: str) -> None:
    assert web_host(url) == host
    assert link(url) == host.removeprefix("www.")


def test_a_blank_address_is_no_link() -> None:
    assert link(None) == link("") == ""
