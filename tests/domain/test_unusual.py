"""Unusual looks: each rule asks where it should and stays quiet where it should."""

from datetime import UTC, date, datetime, timedelta

import pytest

from earlyhelp.domain.unusual import Look, Tally, thresholds

MONDAY = datetime(2026, 10, 5, 10, tzinfo=UTC)  # 11:00 in Plymouth, a working day
LATER = MONDAY + timedelta(days=60)
ANN, BEN, CAT, DAN = 1, 2, 3, 4


class Trail:
    """Entries in the order they are written."""

    def __init__(self):
        self.rows = []

    def add(
        self, at, actor=ANN, family=7, act="family:read", outcome="viewed", purpose="", lot=60_000
    ):
        self.rows.append(
            Look(len(self.rows) + 1, at, actor, "practitioner", family, act, outcome, purpose, lot)
        )
        return self

    def hits(self, now=LATER, batch=1000):
        tally = Tally(thresholds())
        for start in range(0, len(self.rows), batch):
            tally.take(self.rows[start : start + batch])
        return tally.hits(now)

    def told(self, rule, **more):
        return [
            (hit.actor, hit.family, hit.on, hit.count)
            for hit in self.hits(**more)
            if hit.rule == rule
        ]


@pytest.fixture
def trail():
    return Trail()


def days(number, hours=0):
    return MONDAY + timedelta(days=number, hours=hours)


def test_ordinary_work_is_no_hit(trail):
    for number in (0, 1, 2, 3, 4):
        trail.add(days(number)).add(days(number, 1), act="note:add", outcome="done")
    assert trail.hits() == ()


def test_a_look_for_a_purpose_without_later_work_is_asked_about(trail):
    trail.add(days(0), purpose="cover").add(days(2), purpose="cover")
    assert trail.told("no_work") == [(ANN, 7, date(2026, 10, 5), 2)]


@pytest.mark.parametrize(("after", "asked"), [(1, False), (14, False), (15, True)])
def test_work_within_two_weeks_answers_the_question(trail, after, asked):
    trail.add(days(0), purpose="duty").add(days(after), act="contact:add", outcome="done")
    assert bool(trail.told("no_work")) == asked


def test_saying_why_is_no_work_and_work_of_others_does_not_count(trail):
    trail.add(days(0), act="look:purpose", outcome="done", purpose="cover")
    trail.add(days(0), purpose="cover")
    trail.add(days(0, 1), act="look:purpose", outcome="done", purpose="cover")
    trail.add(days(1), actor=BEN, act="note:add", outcome="done")
    trail.add(days(1), family=8, act="note:add", outcome="done")
    assert [hit[:2] for hit in trail.told("no_work")] == [(ANN, 7)]


def test_ones_own_caseload_and_supervision_are_not_asked_for_later_work(trail):
    trail.add(days(0)).add(days(0), family=8, purpose="supervision")
    assert trail.told("no_work") == []


def test_looks_that_may_still_be_worked_on_wait(trail):
    trail.add(days(0), purpose="cover")
    assert trail.told("no_work", now=days(14)) == []
    assert trail.told("no_work", now=days(14, 1)) != []


def test_a_second_spell_of_looks_is_asked_about_by_itself(trail):
    trail.add(days(0), purpose="cover").add(days(20), purpose="cover")
    assert [hit[2] for hit in trail.told("no_work")] == [date(2026, 10, 25), date(2026, 10, 5)]


@pytest.mark.parametrize(
    ("at", "asked"),
    [
        (datetime(2026, 10, 5, 6, tzinfo=UTC), False),  # 07:00 in Plymouth
        (datetime(2026, 10, 5, 5, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 5, 18, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 5, 19, tzinfo=UTC), True),
        (datetime(2026, 10, 4, 12, tzinfo=UTC), True),  # Sunday
        (datetime(2026, 12, 25, 12, tzinfo=UTC), True),  # a bank holiday on a Friday
        (datetime(2026, 12, 24, 7, tzinfo=UTC), False),  # winter: 07:00 is 07:00
    ],
)
def test_hours_are_those_of_plymouth(trail, at, asked):
    trail.add(at)
    assert bool(trail.told("out_of_hours", now=at)) == asked


def test_one_night_is_one_question_with_the_families_counted(trail):
    for family in (7, 8, 8):
        trail.add(days(0, 12), family=family)
    assert trail.told("out_of_hours") == [(ANN, 0, date(2026, 10, 5), 2)]


def test_far_above_the_others_of_the_role_is_asked_about(trail):
    for actor, families in ((ANN, 40), (BEN, 10), (CAT, 12), (DAN, 13)):
        for family in range(families):
            trail.add(days(1), actor=actor, family=100 + family)
            trail.add(days(1), actor=actor, family=100 + family)
    assert trail.told("above_peers") == [(ANN, 0, date(2026, 10, 5), 40)]


def test_a_busy_week_of_everybody_or_a_small_number_is_not(trail):
    for actor in (ANN, BEN, CAT):
        for family in range(40):
            trail.add(days(1), actor=actor, family=family + 1)
    for actor, families in ((ANN, 24), (BEN, 1), (CAT, 1)):
        for family in range(families):
            trail.add(days(8), actor=actor, family=family + 1)
    assert trail.told("above_peers") == []


def test_many_searches_in_a_day_are_asked_about(trail):
    for actor, count in ((ANN, 400), (BEN, 60), (CAT, 80)):
        for _ in range(count):
            trail.add(days(0), actor=actor, family=0, act="family:list")
    assert trail.told("searches") == [(ANN, 0, date(2026, 10, 5), 400)]


def test_the_sample_follows_the_lot_and_nothing_else(trail):
    for lot in (0, 1310, 1311, 65_535):
        trail.add(days(0), lot=lot)
    trail.add(days(0), lot=0, act="family:list", family=0)
    trail.add(days(0), lot=0, outcome="refused")
    assert [hit.seq for hit in trail.hits() if hit.rule == "sample"] == [2, 1]


def test_refused_looks_are_no_looks(trail):
    trail.add(days(0, 12), outcome="refused", purpose="purpose:asked")
    assert trail.hits() == ()


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_batches_make_no_difference(trail, batch):
    for number in range(30):
        trail.add(days(number, number), family=number % 4 + 1, purpose="cover", lot=number * 100)
    assert trail.hits(batch=batch) == trail.hits(batch=1000)
    assert trail.hits()


def test_reading_copying_and_sharing_are_looks(trail):
    night = MONDAY + timedelta(hours=12)
    for act, outcome in (
        ("document:read", "viewed"), ("document:copy", "done"), ("paper:release", "done"),
        ("partner:share", "done"), ("sharing:decide", "done"),
    ):  # fmt: skip
        own = Trail().add(night, act=act, outcome=outcome)
        assert own.told("out_of_hours") == [(ANN, 7, date(2026, 10, 5), 1)], act
        assert Trail().add(days(0), act=act, outcome=outcome).hits() == ()


def test_taking_a_record_out_is_no_work_that_answers_for_a_look(trail):
    trail.add(days(0), purpose="cover").add(days(1), act="document:copy", outcome="done")
    assert trail.told("no_work") == [(ANN, 7, date(2026, 10, 5), 1)]
