"""My work: what waits for me, most urgent first, and where each thing leads.  Changes nothing."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from earlyhelp.domain.codes import code_list
from earlyhelp.errors import HouseError
from earlyhelp.figures.charts import DistanceRow, distance_travelled
from earlyhelp.marks import Drawing
from earlyhelp.messages.family_view import ScaleChange
from earlyhelp.messages.my_work import MyWork, MyWorkPage, WorkRow
from ui.presenters.asking import Go, Send
from ui.wording import say

_SECTIONS = {"review": "reviews", "action": "plan", "contact": "contacts", "ending": "closure", "ending_returned": "closure", "package": "agreement",
             "correction": "corrections"}  # fmt: skip


class MyWorkView(Protocol):
    """What the page must offer."""

    def show_work(self, work: MyWork, chart: Drawing) -> None: ...
    def show_rows(self, rows: Sequence[WorkRow], today: date) -> None: ...
    def show_failure(self, sentence: str) -> None: ...


class MyWorkPresenter:
    """The first page after sign-in."""

    def __init__(
        self,
        view: MyWorkView,
        send: Send,
        go: Go,
        waiting: Callable[[str, int], None] = lambda _page, _count: None,
    ) -> None:
        self._view, self._send, self._go, self._waiting = view, send, go, waiting
        self._work: MyWork | None = None
        self._kind = ""

    def load(self) -> None:
        """Fetch everything the page shows."""
        self._send(MyWorkPage(), self._show, self._failed)

    def filter_chosen(self, kind: str) -> None:
        """Show one kind of thing to do, or all."""
        self._kind = kind
        self._show_rows()

    def open_row(self, row: WorkRow) -> None:
        """Go where the thing is done."""
        if row.kind == "assessment" and row.subject_id:
            self._go("assessment", assessment_id=row.subject_id)
        elif row.kind == "returned":
            self._go("plan", plan_id=row.subject_id)
        elif row.kind == "authorise":
            self._go("authorise_plan", plan_id=row.subject_id)
        elif row.kind == "check":
            self._go("assessment", assessment_id=row.subject_id)
        elif row.kind == "request":
            self._go("front_door")
        elif row.kind == "rights":
            self._go("reviews", section="rights")
        elif (
            row.family_id
        ):  # a package of a family that has moved on leads nowhere: its line says all
            section = _SECTIONS.get(row.kind, "overview")
            self._go("family", family_id=row.family_id, section=section)

    def open_family(self, family_id: int) -> None:
        """Go to a family."""
        self._go("family", family_id=family_id)

    def new_contact(self, family_id: int) -> None:
        """Record a contact with the family that was chosen for it."""
        self._go("family", family_id=family_id, section="contacts", form="contact")

    def new_request(self) -> None:
        """Go to the request form."""
        self._go("request")

    def _show(self, work: MyWork) -> None:
        self._work = work
        self._waiting("front_door", work.waiting_requests)
        self._waiting("authorise", work.waiting_plans)
        self._waiting("administration", work.waiting_joiners)
        self._view.show_work(work, distance_travelled(_chart_rows(work.distance)))
        self._show_rows()

    def _show_rows(self) -> None:
        if self._work is not None:
            wanted = [row for row in self._work.rows if self._kind in {"", row.kind}]
            self._view.show_rows(wanted, self._work.today)

    def _failed(self, error: HouseError) -> None:
        self._view.show_failure(say(error.key, **error.params))


def _chart_rows(changes: Sequence[ScaleChange]) -> list[DistanceRow]:
    """Return one row per area and scorer; the scorer is named where an area has several."""
    areas, scorers = code_list("scale_area"), code_list("scorer")
    several = {one.area for one in changes if sum(one.area == other.area for other in changes) > 1}
    rows = []
    for one in changes:
        name = areas.label(one.area)
        if one.area in several:
            name = say("my_work.distance.by", area=name, scorer=scorers.label(one.scorer).lower())
        rows.append(DistanceRow(label=name, first=one.first, latest=one.latest))
    return rows
