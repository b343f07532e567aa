"""Tables: made to be read by everybody and to lead to the source."""

from __future__ import annotations

from dtia import tables, views
from dtia.data import Data

ACCOUNTS = "soc.payment_account"


def test_a_table_has_scopes_and_links_to_the_source(data: Data) -> None:
    html = tables.targets(views.targets(data, ACCOUNTS, "vi"), "vi")._repr_html_()
    assert 'scope="col"' in html
    assert 'href="https://bnews.vn/' in html
    assert html == tables.targets(views.targets(data, ACCOUNTS, "vi"), "vi")._repr_html_()
