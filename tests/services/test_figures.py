"""Figures from the drop box to a file: published by one role, read and taken out by another."""

from datetime import date, timedelta

import pytest

from earlyhelp.errors import Invalid, Refused
from earlyhelp.figures.facts import encode
from earlyhelp.keys.wraps import wrap_for
from earlyhelp.messages.figures import (
    ContinuePublishing,
    ExportFigures,
    PublishFigures,
    Release,
    Releases,
)
from earlyhelp.messages.trail import AuditTrail
from earlyhelp.records.cases import Case, FactsEnvelope
from earlyhelp.records.store import AuditEntry, FiguresRelease
from earlyhelp.services import figures_publishing
from earlyhelp.services.facts import facts_info
from earlyhelp.services.figures import _months_later
from earlyhelp.services.figures_view import opened
from tests.figures.made_up import many
from tests.services.founded import plant

YEAR = {"from_on": date(2026, 1, 1), "to_on": date(2026, 9, 30)}


def drop(door, family_id, facts):
    """Put facts of made-up cases into the drop box, as a case worker's save does."""
    desk = door("maureen")
    vault = desk.context.vault
    with desk.unit() as uow:
        for each in facts:
            case = uow.add(
                Case(
                    family_id=family_id, request_id=None, status="closed",
                    opened_on=each.opened_on, closed_on=each.closed_on, lead_id=door("priya").id,
                    first_contact_on=None, source="2A",
                )
            )  # fmt: skip
            info = facts_info(vault.facts["vault"], case.id)
            wrapped = wrap_for(vault.facts["publication"], encode(each), info)
            uow.add(FactsEnvelope(family_id=family_id, case_id=case.id, wrapped=wrapped))
        uow.commit()


@pytest.fixture(scope="module")
def filled(door):
    drop(door, plant(door).family_id, many(90))
    return door


def publish(door, preset="dfe", **period):
    work = door("ira").dispatch(PublishFigures(preset=preset, **(YEAR | period)))
    steps = 0
    while not work.finished:
        work = door("ira").dispatch(ContinuePublishing(work_id=work.work_id))
        steps += 1
        assert work.done <= work.total
    assert steps == work.done == work.total
    return int(work.result)


def ana(door):
    """Sign the analyst in afresh: the publisher wrote to the file meanwhile."""
    door._desks.pop("ana", None)
    if "analysis" in door._vaults:
        door._vaults.pop("analysis").close()
    return door("ana")


def small(view):
    """Return every shown figure of a release that is from 1 to 5."""
    cells = (cell for table in view.tables for line in table.cells for cell in line)
    return [cell for cell in cells if cell.isdecimal() and 0 < int(cell) <= 5]


@pytest.fixture(scope="module")
def published(filled):
    """A release under each preset, before the analyst opens their file."""
    return publish(filled), publish(filled, "round5")


def test_the_publisher_sees_what_was_published(filled, published):
    rows = {row.id: row for row in filled("ira").dispatch(Releases())}
    assert set(published) <= set(rows)
    assert rows[published[0]].preset == "dfe"
    assert rows[published[0]].cases.isdecimal()
    view = filled("ira").dispatch(Release(release_id=published[0]))
    assert len(view.tables) == rows[published[0]].tables
    assert view.report


def test_the_analyst_reads_protected_figures_only(filled, published):
    view = ana(filled).dispatch(Release(release_id=published[0]))
    status = {word for table in view.tables for line in table.status for word in line}
    assert "hidden" in status
    assert status <= {"shown", "hidden", "rounded"}
    assert small(view) == []
    rounded = ana(filled).dispatch(Release(release_id=published[1]))
    shown = [c for t in rounded.tables for line in t.cells for c in line if c.isdecimal()]
    assert all(int(cell) % 5 == 0 for cell in shown)


def test_the_file_itself_holds_no_word_on_which_hidden_figure_is_small(filled, published):
    with ana(filled).unit(Release.permission) as uow:
        for record in uow.all(FiguresRelease):
            kept = opened(record).release
            cells = (c for table in kept.tables for line in table.cells for c in line)
            assert {cell.status for cell in cells} <= {"shown", "primary", "rounded"}
            assert kept.report == ()


@pytest.mark.parametrize("ending", ["csv", "xlsx", "pdf"])
def test_an_export_is_written_with_purpose_recipient_and_last_day(
    filled, published, tmp_path, ending
):
    out = tmp_path / f"figures.{ending}"
    receipt = ana(filled).dispatch(
        ExportFigures(
            release_id=published[0], path=str(out), purpose="Board paper", recipient="Public Health"
        )
    )
    assert out.stat().st_size > 500
    assert receipt.delete_by == date(2027, 11, 22)
    assert receipt.rows > 20
    with filled("ana").unit(Release.permission) as uow:
        assert uow.all(AuditEntry) == []
    entry = _newest(filled)
    assert b"Board paper" in entry
    assert b"Public Health" in entry
    assert receipt.sha256.encode() in entry


def _newest(door):
    from earlyhelp.audit.entry import canonical
    from earlyhelp.storage.audit_trail import entries

    with door("ana").context.vault.engine.connect() as connection:
        return canonical(list(entries(connection))[-1][0])


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"purpose": " "}, "purpose"),
        ({"recipient": ""}, "recipient"),
        ({"purpose": "x" * 201}, "purpose"),
        ({"path": "/nowhere/x.csv"}, "path"),
        ({"path": "figures.exe"}, "path"),
    ],
)
def test_an_export_without_purpose_recipient_or_place_is_refused(
    filled, published, tmp_path, changes, field
):
    wanted = {"path": str(tmp_path / "x.csv"), "purpose": "p", "recipient": "r"} | changes
    with pytest.raises(Invalid) as wrong:
        ana(filled).dispatch(ExportFigures(release_id=published[0], **wanted))
    assert set(wrong.value.fields) == {field}
    assert not (tmp_path / "x.csv").exists()


def test_roles_keep_to_their_side(filled, published, tmp_path):
    with pytest.raises(Refused):
        ana(filled).dispatch(PublishFigures(preset="dfe", **YEAR))
    with pytest.raises(Refused):
        filled("ira").dispatch(
            ExportFigures(
                release_id=published[0], path=str(tmp_path / "x.csv"), purpose="p", recipient="r"
            )
        )
    for who in ("priya", "maureen", "bea"):
        with pytest.raises(Refused):
            filled(who).dispatch(Releases())


def test_a_period_that_is_not_over_is_published_up_to_today(filled):
    changes = {"to_on": date(2999, 1, 1)}
    work = filled("ira").dispatch(PublishFigures(**({"preset": "dfe"} | YEAR | changes)))
    assert filled("ira").context.works[work.work_id].period.end == filled.clock.today()
    filled("ira").dispatch(ContinuePublishing(work_id=work.work_id, cancel=True))


def test_a_release_that_is_not_there_is_refused(filled, published):
    with pytest.raises(Refused):
        ana(filled).dispatch(Release(release_id=5))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"preset": "none"}, "preset"),
        ({"to_on": date(2025, 1, 1)}, "to_on"),
        ({"from_on": date(2027, 1, 1), "to_on": date(2027, 3, 31)}, "to_on"),
    ],
)
def test_a_publication_of_nonsense_is_refused(filled, changes, field):
    with pytest.raises(Invalid) as wrong:
        filled("ira").dispatch(PublishFigures(**({"preset": "dfe"} | YEAR | changes)))
    assert set(wrong.value.fields) == {field}


def test_a_stopped_publication_leaves_nothing_behind(filled):
    work = filled("ira").dispatch(PublishFigures(preset="dfe", **YEAR))
    filled("ira").dispatch(ContinuePublishing(work_id=work.work_id))
    stopped = filled("ira").dispatch(ContinuePublishing(work_id=work.work_id, cancel=True))
    assert stopped.finished
    assert stopped.result == ""
    with pytest.raises(Refused) as gone:
        filled("ira").dispatch(ContinuePublishing(work_id=work.work_id))
    assert gone.value.key == "figures.work.gone"


def test_envelopes_are_opened_a_few_at_a_time(filled, published, monkeypatch):
    monkeypatch.setattr(figures_publishing, "_AT_A_TIME", 30)
    work = filled("ira").dispatch(PublishFigures(preset="dfe", **YEAR))
    filled("ira").dispatch(ContinuePublishing(work_id=work.work_id))
    page = filled("ira").dispatch(AuditTrail(act="figures:publish"))
    assert page.rows[0].purpose == "facts of 30 cases opened"
    assert page.rows[0].what == ""
    filled("ira").dispatch(ContinuePublishing(work_id=work.work_id, cancel=True))


def test_months_later_keeps_to_the_calendar():
    assert _months_later(date(2026, 11, 22), 12) == date(2027, 11, 22)
    assert _months_later(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert _months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert _months_later(date(2026, 1, 31), 1) - date(2026, 1, 31) == timedelta(days=28)


def test_batches_are_counted_together(filled, published, monkeypatch):
    monkeypatch.setattr(figures_publishing, "_AT_A_TIME", 30)
    small_steps = publish(filled)
    one, other = (
        filled("ira").dispatch(Release(release_id=ident)).tables
        for ident in (small_steps, published[0])
    )
    assert one == other
