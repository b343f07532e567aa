"""Words as numbers stand for the words that they were, in whatever is done with them."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dtia.analysis.codes import coded, once_each, spelled

UNHURRIED = settings(deadline=None, max_examples=40)
WORDS = st.lists(st.none() | st.text(max_size=20), min_size=1, max_size=30)


def frame(words: list[str | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {"word": words, "n": range(len(words))}, schema_overrides={"word": pl.String}
    )


@UNHURRIED
@given(WORDS)
def test_what_was_coded_is_spelled_as_it_was(words: list[str | None]) -> None:
    given_words = frame(words)
    held = coded(given_words)
    assert held.schema["word"] == pl.Categorical
    assert spelled(held).equals(given_words)
    assert spelled(given_words).equals(given_words)


@UNHURRIED
@given(WORDS, WORDS)
def test_coded_words_are_sorted_and_joined_as_the_words_are(
    words: list[str | None], others: list[str | None]
) -> None:
    a, b = frame(words), frame(others)
    assert spelled(coded(a).sort("word", "n")).equals(a.sort("word", "n"))
    joined = coded(a).join(coded(b), on="word", nulls_equal=True, maintain_order="left_right")
    assert spelled(joined).equals(
        a.join(b, on="word", nulls_equal=True, maintain_order="left_right")
    )


@UNHURRIED
@given(WORDS)
def test_what_is_found_once_each_is_what_every_row_would_find(words: list[str | None]) -> None:
    given_words = frame(words)
    length = pl.col("word").str.len_chars()
    twice = pl.col("word") + pl.col("word")
    assert once_each(given_words, ["word"], length=length, word=twice).equals(
        given_words.with_columns(length=length, word=twice)
    )
