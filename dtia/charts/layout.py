"""What charts share: frame, axes, scales, tooltips, and the rows that a chart carries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import pi
from typing import Any

import altair as alt
import polars as pl

from dtia.charts import alttext, page
from dtia.charts.theme import ACCENT, INK, NATION, PAPER, QUIET, SOFT
from dtia.errors import NotComparable, NothingToDraw
from dtia.i18n import LANGS, VEGA_NUMBERS, Lang, text
from dtia.shown import KEY, described
from dtia.version import ADDRESS

# A field that an expression looks at.
DATUM = re.compile(r"\bdatum\.(\w+)")
# How wide the names of rows may be, in pixels.
LABELS = 330
# How wide a foot is, and how many sources it names.
FOOT, NAMED = 138, 12
# How many acts a figure names that stands alone, and how long a name may be.
ACTS, SHORT = 40, 24
# The size of the type of a foot.
SMALL = 10.5
# The area of a dot stands in its row.
AREA_OF = alt.Size("area:Q", scale=None)
# How wide a halo is: it closes the space between words, so that no line shows within them.
HALO = 7
# How many values a refusal names of those that cannot share an axis.
SEVERAL = 6


def framed(
    chart: Any,
    frame: pl.DataFrame,
    subtitle: str,
    description: str,
    lang: Lang,
    title: str | None = None,
) -> alt.ConcatChart:
    """Put title, subtitle, foot and text alternative around a chart, and make it lean."""
    heading = page.lines(title or alttext.title(frame), 80, size=16, bold=True)
    chart.title = alt.TitleParams(heading, subtitle=page.lines(subtitle, 118))
    told = [*_silent(frame, lang), *_acts(frame, lang), *_cited(frame, lang)]
    told += [_edition(words, lang) for words in frame["edition"].unique()]
    # All at once, as everywhere: each of `properties` and `configure` would copy the whole chart.
    whole = alt.concat(
        chart,
        title=_foot([line for words in told for line in words]),
        description=description,
        config=alt.Config(
            locale=alt.Locale(number=alt.NumberLocale(**VEGA_NUMBERS[lang])),
            # The chart has one text alternative, and a table; hundreds of labels help nobody.
            mark=alt.MarkConfig(aria=False),
        ),
    )
    _make_lean(whole)
    return whole


def claimed(chart: alt.ConcatChart, claim: str | None) -> alt.ConcatChart:
    """Put what a chart shows, as a claim, in the place of its title, and its title below.

    Without a claim the chart stays as it is.
    """
    if claim is not None:
        head = chart.concat[0].title
        about = " ".join(head.text)
        head.subtitle = page.lines(" ".join([f"{about}.", *head.subtitle]), 118)
        head.text = page.lines(claim, 80, size=16, bold=True)
        chart.description = f"{claim}. {chart.description}"
    return chart


def _make_lean(chart: alt.ConcatChart) -> None:
    """Leave in the rows of a chart what it draws and tells, the numbers behind that, and their key.

    Every page and notebook embeds what is left.
    """
    used = set(_names(chart))
    for part in _with_rows(chart):
        numbers = {described(name).number(part.data.columns) for name in used}
        kept = used | numbers | set(KEY)
        part.data = part.data.select(name for name in part.data.columns if name in kept)


def _with_rows(chart: Any) -> Iterator[Any]:
    """Yield a chart and those within it, of those that hold rows."""
    if isinstance(getattr(chart, "data", None), pl.DataFrame):
        yield chart
    for name in ("layer", "concat", "hconcat", "vconcat", "spec"):
        inner = getattr(chart, name, None)
        for part in inner if isinstance(inner, list) else [inner]:
            if isinstance(part, alt.SchemaBase):
                yield from _with_rows(part)


def _names(node: Any) -> Iterator[str]:
    """Yield every text of a chart: fields without their types, and what expressions look at."""
    if isinstance(node, str):
        yield node.partition(":")[0]
        yield from DATUM.findall(node)
    elif isinstance(node, alt.SchemaBase):
        # Its specification says the same, but takes a third of the time of drawing.
        yield from _names([*node._args, *node._kwds.values()])
    elif isinstance(node, dict | list):
        for part in node.values() if isinstance(node, dict) else node:
            yield from _names(part)


def _cited(frame: pl.DataFrame, lang: Lang) -> list[list[str]]:
    """Name the sources; where they are many, count them: the page of sources names all."""
    labels = frame["source_label"].drop_nulls().to_list() if "source_label" in frame else []
    sources = list(dict.fromkeys(part for label in labels for part in label.split("; ")))
    if len(sources) > NAMED:
        return [_folded(text("foot.many_sources", lang, n=len(sources)))]
    return [_folded(text("foot.sources", lang, sources="; ".join(sources)))] if sources else []


def _acts(frame: pl.DataFrame, lang: Lang) -> list[list[str]]:
    """Name the acts of a figure that stands alone by unit and number; count those without one.

    Where they are many, all are counted.
    """
    if not page.stands_alone() or "document_label" not in frame.columns:
        return []
    acts = frame.drop_nulls("document_label").unique(
        ["unit_label", "document_label"], keep="first", maintain_order=True
    )
    # Who looks for an act needs its number; a title in its place is long.
    named = acts.filter(pl.col("document_label").str.len_chars() <= SHORT)
    if named.height > ACTS:
        named = named.clear()
    by_unit = named.group_by("unit_label", maintain_order=True).agg(
        pl.col("document_label").str.join(", ")
    )
    told = by_unit.select(told=pl.format("{} {}", "unit_label", "document_label"))["told"].to_list()
    rest = acts.height - named.height
    told += [text("foot.more_acts" if told else "foot.many_acts", lang, n=rest)] if rest else []
    return [_folded(text("foot.acts", lang, acts="; ".join(told)))] if told else []


def _edition(words: str, lang: Lang) -> list[str]:
    """Say which data a figure shows; of one that stands alone also how it is cited."""
    if page.stands_alone():
        address = f", {ADDRESS}" if ADDRESS else ""
        words = text("foot.cited", lang, edition=words, address=address)
    return _folded(words) if page.on_page() else [words]


def _silent(frame: pl.DataFrame, lang: Lang) -> list[list[str]]:
    """Name the units that were searched without success."""
    names = alttext.silent(frame) if "found" in frame else ""
    return [_folded(text("alt.silent", lang, names=names))] if names else []


def _folded(words: str) -> list[str]:
    return page.lines(words, FOOT, size=SMALL)


def _foot(lines: list[str]) -> alt.TitleParams:
    return alt.TitleParams(
        lines, orient="bottom", fontSize=page.sized(SMALL), fontWeight="normal", color=SOFT,
        offset=8,
    )  # fmt: skip


def some(frame: pl.DataFrame) -> pl.DataFrame:
    if frame.is_empty():
        raise NothingToDraw("no_rows")
    return frame


def require_one(frame: pl.DataFrame, *columns: str) -> None:
    """Raise NotComparable where figures on one axis would differ in what they measure."""
    for column in columns:
        several = frame[column].unique(maintain_order=True).drop_nulls().to_list()
        if len(several) > 1:
            raise NotComparable(
                "mixed",
                column={lang: text(f"mixed.{column}", lang) for lang in LANGS},
                values=", ".join(map(str, several[:SEVERAL])) + "…" * (len(several) > SEVERAL),
            )


def bare(**axis: Any) -> alt.Axis:
    return alt.Axis(ticks=False, domain=False, labelLimit=LABELS, **axis)


def scale_of(frame: pl.DataFrame) -> alt.Scale:
    greatest = float(frame.select(pl.max_horizontal("value", "value_high").max()).item() or 0)
    if (frame["unit"] == "percent").all() and greatest <= 100:
        return alt.Scale(domain=[0, 100 if greatest > 50 else 50])
    return alt.Scale(domain=[0, greatest * 1.1 or 1])


def tooltip(frame: pl.DataFrame, columns: list[str], lang: Lang) -> list[alt.Tooltip]:
    return [
        alt.Tooltip(f"{name}:N", title=described(name).heading(lang))
        for name in columns
        if name in frame.columns
    ]


def unit_of(frame: pl.DataFrame, lang: Lang) -> str:
    return text(f"axis.{frame['unit'][0]}", lang)


def bases_of(frame: pl.DataFrame, lang: Lang) -> str:
    """Name the base that most units state; others are named where they stand."""
    local = frame.filter(pl.col("level") != "nation") if "level" in frame.columns else frame
    names = local["base_label"].drop_nulls().unique()
    usual = commonest(local) or commonest(frame) or "–"
    return text("chart.other_bases", lang, base=usual) if names.len() > 1 else usual


def commonest(local: pl.DataFrame) -> str | None:
    """Return the base that most rows have; of equals the first."""
    counts = (
        local["base_label"]
        .drop_nulls()
        .value_counts(sort=True)
        .sort("count", descending=True, maintain_order=True)
    )
    return counts["base_label"][0] if counts.height else None


def compared(frame: pl.DataFrame, others: bool = False) -> pl.DataFrame:
    """Keep the national yardsticks and what units below the nation have in force or in dispute.

    With `others` also those that held before, or are announced. A figure of grade D is not drawn
    beside the nation's; one of grade C says so in its label.
    """
    national = pl.col("yardstick_label").is_not_null() if others else pl.col("yardstick")
    local = (pl.col("level") != "nation") & (pl.col("status").fill_null("") != "superseded")
    kept = frame.filter(national | local, pl.col("grade").fill_null("A") != "D")
    indicative = pl.col("grade").fill_null("A") == "C"
    return some(kept).with_columns(
        value_label=pl.when(indicative)
        .then(pl.format("{} (C)", "value_label"))
        .otherwise("value_label"),
        indicative=indicative,
    )


def standing_colour() -> alt.Color:
    """Colour by standing: the nation, a figure in force, a disputed one (which also says so)."""
    return alt.Color(
        "standing:N",
        legend=None,
        scale=alt.Scale(domain=["nation", "current", "disputed"], range=[NATION, ACCENT, QUIET]),
    )


def said(base: alt.Chart, x: alt.X, field: str, left: str) -> list[alt.Chart]:
    """Write what a dot says beside it, with a halo that keeps it legible on a line.

    `left` is the condition under which the words stand to the left of the dot.
    """
    words: Any = {
        "align": alt.ExprRef(f"{left} ? 'right' : 'left'"),
        "dx": alt.ExprRef(f"({left} ? -1 : 1) * (sqrt(datum.area / PI) + 5)"),
        "fontWeight": "bold",
    }
    return [
        base.mark_text(**words, stroke=PAPER, strokeWidth=HALO, strokeJoin="round").encode(
            x=x, text=f"{field}:N", color=alt.value(PAPER)
        ),
        base.mark_text(**words).encode(x=x, text=f"{field}:N", color=alt.value(INK)),
    ]


def stated_intervals(
    base: alt.Chart, unit: str | None, scale: alt.Scale, share: float = 0.2,
    nation: list[float] | None = None,
) -> list[alt.Chart]:  # fmt: skip
    """Draw stated intervals: band, dot (hollow where the end is open) and value.

    The value stands to the left of dots beyond a `share` of the scale, else to the right; to the
    right of what lies above the `nation`, so that no value crosses its line. Rows carry area,
    first and counted of `rows.folded`. On a page a value stands where the scale has room for it.
    """
    x = alt.X("value:Q", title=unit, scale=scale)
    band = alt.X("low:Q", title=unit, scale=scale)
    coloured = base.encode(color=standing_colour(), size=AREA_OF)
    left = _left(scale, share, nation or [])
    words = base.transform_filter("datum.first").transform_calculate(
        end=f"{left} || datum.comparator !== 'range' ? datum.value : datum.high"
    )
    hollow: Any = {"filled": False, "fill": PAPER, "opacity": 1}
    return [
        base.transform_filter("datum.first && datum.comparator === 'range'")
        .mark_bar(height=5, opacity=0.25, clip=True)
        .encode(x=band, x2="high", color=standing_colour()),
        coloured.transform_filter("!datum.open && !datum.indicative")
        .mark_point(filled=True, opacity=1)
        .encode(x=x),
        coloured.transform_filter("datum.open && !datum.indicative")
        .mark_point(**hollow, strokeWidth=2.5)
        .encode(x=x),
        coloured.transform_filter("datum.indicative")
        .mark_point(**hollow, strokeWidth=1.5, strokeDash=[3, 2])
        .encode(x=x),
        *said(words, alt.X("end:Q", title=unit, scale=scale), "counted", left),
    ]


def _left(scale: alt.Scale, share: float, nation: list[float]) -> str:
    """Return the condition under which a value stands left of its dot."""
    end = scale["domain"][1]
    if not page.on_page():
        left = f"datum.value >= {end * share}"
        return f"({left} && datum.value <= {max(nation)})" if nation else left
    first, last = scale["range"]
    x = f"({first} + datum.value * {(last - first) / end})"
    beyond = f"datum.value > {max(nation)} && {x} + datum.wide <= {last}" if nation else "false"
    return f"({x} >= datum.wide && !({beyond}))"


def fitted(
    scale: alt.Scale, rows: pl.DataFrame, width: int,
    left: pl.Expr | None = None, right: pl.Expr | None = None,
) -> alt.Scale:  # fmt: skip
    """Let the axis of a page end where dots, and what stands `left` and `right` of them, have room.

    `rows` carry area and wide of `rows.folded`; `width` is that of the marks. Without `right`,
    words that have no room on the left stand on the right, beyond a range.
    """
    if not page.on_page():
        return scale
    end, radius = scale["domain"][1], (pl.col("area") / pi).sqrt() + 1
    far = pl.when(comparator="range").then("high").otherwise("value") / end
    before = pl.max_horizontal(radius, left)
    scale.range = [0.0, float(width)]
    for _ in range(page.ROUNDS):
        first, last = scale["range"]
        short = first + pl.col("value") / end * (last - first) < pl.col("wide")
        after = pl.max_horizontal(radius, pl.when(short).then("wide") if right is None else right)
        places = [
            *rows.select(pl.col("value") / end, before, after=pl.lit(0.0)).iter_rows(),
            *rows.select(far, before=pl.lit(0.0), after=after).iter_rows(),
        ]
        scale.range = page.ends_of(places, width)
    return scale
