"""Made-up sheets for the tests of paper."""

from datetime import date

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtPdf import QPdfDocument

from earlyhelp.forms.definition import Answers, FormDefinition
from earlyhelp.forms.loader import form
from earlyhelp.reports.sheets import (
    ActionLine,
    AssessmentSheet,
    OutcomeLine,
    PersonLine,
    PlanSheet,
    Reader,
    ScaleLine,
)

PRINTED = date(2026, 3, 4)
NAMES = ("Łukasz", "Şükrü", "Zażółć", "Σοφία", "Жанна", "Nguyễn", "Ọláyínká", "Siân", "Niamh")


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page, as another program reads it."""
    held = QBuffer()
    held.setData(QByteArray(pdf))
    held.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(held)
    texts = [document.getAllText(page).text() for page in range(document.pageCount())]
    document.close()
    return texts


def text_of(pdf: bytes) -> str:
    return "\n".join(pages_of(pdf))


def squeezed(text: str) -> str:
    """Leave out white space: a long word is broken over lines."""
    return "".join(text.split())


def people() -> tuple[PersonLine, ...]:
    adult = PersonLine(person_id=1, name="Maryam Testcase", relationship="Mother")
    children = [
        PersonLine(
            person_id=10 + number,
            name=f"{name} Testcase",
            born_on=date(2010 + number, 1, 2),
            relationship="Child",
            is_child=True,
        )
        for number, name in enumerate(NAMES)
    ]
    return (adult, *children)


def assessment(
    reader: Reader = "file", answers: Answers | None = None, **more: object
) -> AssessmentSheet:
    given: dict[str, object] = {
        "family_name": "Testcase",
        "reference": "EH-000123",
        "reader": reader,
        "printed_on": PRINTED,
        "form": form("early_help_assessment", 2),
        "answers": {"reason.why_now": "School asked for help."} if answers is None else answers,
        "lead_professional": "Pat Example",
        "started_on": date(2026, 1, 5),
        "people": people(),
        "scales": (
            ScaleLine(
                area="Routine",
                scorer="Parent or carer",
                values=((date(2026, 1, 5), 3), (date(2026, 3, 1), 6)),
            ),
        ),
    }
    return AssessmentSheet(**(given | more))  # type: ignore[arg-type]


def tiny_form(*fields: dict[str, object]) -> FormDefinition:
    import msgspec

    asked = [{"purpose": "test", "class": "personal", "kind": "text"} | field for field in fields]
    section = {"id": "only", "letter": "A", "title": "Only section", "field": asked}
    return msgspec.convert(
        {"id": "tiny", "version": 1, "title": "Tiny", "section": [section]}, FormDefinition
    )


def plan(reader: Reader = "file", **more: object) -> PlanSheet:
    action = ActionLine(
        text="Ring the school about a breakfast place",
        owner="Pat Example",
        due_on=date(2026, 3, 20),
        status="Open",
    )
    outcome = OutcomeLine(
        words="We want mornings without shouting",
        needs=("School attendance",),
        baseline="3",
        now="5",
        target="8",
        measure="Days at school on time",
        status="In progress",
        actions=(action,),
    )
    given: dict[str, object] = {
        "family_name": "Testcase",
        "reference": "EH-000123",
        "reader": reader,
        "printed_on": PRINTED,
        "version": 3,
        "status": "agreed",
        "lead_professional": "Pat Example",
        "contingency": "Grandmother takes the children to school.",
        "outcomes": (outcome,),
        "next_review_on": date(2026, 4, 15),
        "oversight": "Supervised: the manager asked about the father.",
    }
    return PlanSheet(**(given | more))  # type: ignore[arg-type]
