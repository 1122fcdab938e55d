"""Charts: marks in the right places, worse told by colour and by word, nothing heavy imported."""

import subprocess
import sys

import pytest

from earlyhelp.figures.charts import Bar, DistanceRow, bars, distance_travelled
from earlyhelp.marks import Circle, Line, Rect, Text

ROWS = [
    DistanceRow(label="Boundaries, routine", first=2.5, latest=6.3),
    DistanceRow(label="Relationships", first=4.5, latest=3.7),
    DistanceRow(label="Home and money", first=3),
    DistanceRow(label="School", first=3, latest=3),
]


def of(drawing, kind):
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def test_the_first_reading_is_hollow_and_the_latest_filled():
    first, latest = of(distance_travelled(ROWS[:1]), Circle)
    assert (first.fill, first.stroke) == ("surface", "accent")
    assert (latest.fill, latest.stroke) == ("accent", "accent")
    assert first.x < latest.x
    assert first.y == latest.y


def test_readings_stand_in_proportion_between_nought_and_ten():
    drawing = distance_travelled([DistanceRow(label="x", first=0, latest=10)])
    low, high = (circle.x for circle in of(drawing, Circle))
    middle = of(distance_travelled([DistanceRow(label="x", first=5)]), Circle)[0].x
    assert middle == pytest.approx((low + high) / 2)
    assert 0 < low < high < drawing.width


def test_worse_is_red_and_said_in_words_and_better_is_neither():
    better, worse = distance_travelled(ROWS[:1]), distance_travelled(ROWS[1:2])
    assert of(worse, Circle)[1].fill == "danger"
    assert [t for t in of(worse, Text) if t.text == "worse" and t.colour == "danger"]
    assert "danger" not in {getattr(m, "colour", "") for m in better.marks}


def test_without_a_second_reading_there_is_one_mark():
    drawing = distance_travelled(ROWS[2:3])
    assert len(of(drawing, Circle)) == 1
    assert not [line for line in of(drawing, Line) if line.colour != "rule"]


def test_the_text_twin_says_every_row():
    assert distance_travelled(ROWS).text_twin.splitlines() == [
        "Boundaries, routine: first 2.5, latest 6.3, better by 3.8.",
        "Relationships: first 4.5, latest 3.7, worse by 0.8.",
        "Home and money: first 3, no second reading.",
        "School: first 3, latest 3, no change.",
    ]


def test_every_mark_lies_inside_the_picture():
    for drawing in (distance_travelled(ROWS), bars([Bar(label="a", value=3)])):
        for mark in drawing.marks:
            x, y = getattr(mark, "x", 0), getattr(mark, "y", 0)
            assert 0 <= x <= drawing.width
            assert 0 <= y <= drawing.height


def test_bars_share_one_zero_and_hidden_figures_have_no_length():
    rows = [
        Bar(label="East", value=20),
        Bar(label="West", value=10),
        Bar(label="North", value=None, shown="c"),
    ]
    drawing = bars(rows)
    long, short, none = of(drawing, Rect)
    assert long.x == short.x
    assert long.width == pytest.approx(2 * short.width)
    assert none.width == 0
    assert drawing.text_twin.splitlines()[2] == "North: c."


def test_no_rows_are_said_in_words():
    for drawing in (distance_travelled([]), bars([]), bars([Bar(label="a", value=0)])):
        assert drawing.text_twin
        assert drawing.height > 0


def test_charts_load_nothing_heavy():
    script = (
        "import sys, earlyhelp.figures.charts\n"
        "heavy = {'numpy', 'scipy', 'openpyxl', 'PySide6', 'sqlalchemy', 'reportlab'}\n"
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_long_labels_are_cut_in_the_picture_and_whole_in_the_twin():
    label = "Children safe from abuse and exploitation of every kind"
    drawing = bars([Bar(label=label, value=3)], width=300)
    assert of(drawing, Text)[0].text.endswith("…")
    assert label in drawing.text_twin
