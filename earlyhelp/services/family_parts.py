"""People, relationships, homes and statements of a family as rows.  Judges nothing."""

from datetime import date

from earlyhelp.domain.values import shown_age
from earlyhelp.messages.family_view import StatementRow
from earlyhelp.messages.people import HomeRow, PersonRow, RelationshipRow
from earlyhelp.messages.requests import RequestRow
from earlyhelp.records.cases import Agreement, PrivacyNotice, RequestForSupport
from earlyhelp.records.people import Home, Person
from earlyhelp.services.family_records import FamilyRecords
from earlyhelp.services.family_words import shortened
from earlyhelp.services.work_due import due_after
from earlyhelp.storage.unit_of_work import UnitOfWork


def people_rows(records: FamilyRecords, today: date) -> tuple[PersonRow, ...]:
    """Return the members of the family with their ages."""
    return tuple(_person(records.uow, row, today) for row in records.people)


def _person(uow: UnitOfWork, row: Person, today: date) -> PersonRow:
    details = uow.open(row, "directory")
    born_on = details.born_on or details.expected_on
    end = min(details.died_on, today) if details.died_on else today
    return PersonRow(
        id=row.id,
        version=row.version,
        role=row.role,
        details=details,
        particulars=uow.open(row, "particulars"),
        age=shown_age(born_on, end) if born_on else "",
        source=row.source,
    )


def relationship_rows(records: FamilyRecords) -> tuple[RelationshipRow, ...]:
    """Return who is what to whom."""
    return tuple(
        RelationshipRow(
            id=row.id,
            version=row.version,
            from_id=row.from_id,
            to_id=row.to_id,
            bond=records.uow.open(row, "bond"),
        )
        for row in records.relationships
    )


def home_rows(records: FamilyRecords) -> tuple[HomeRow, ...]:
    """Return the homes, newest first; a protected one is opened with the family's key."""
    return tuple(_home(records.uow, row) for row in records.homes)


def _home(uow: UnitOfWork, row: Home) -> HomeRow:
    protected = row.hidden is not None
    return HomeRow(
        id=row.id,
        version=row.version,
        details=uow.open(row, "hidden" if protected else "directory"),
        protected=protected,
        from_on=row.from_on,
        until_on=row.until_on,
    )


def waiting_request(records: FamilyRecords, team: str) -> RequestRow | None:
    """Return the request that waits for a decision, if there is one."""
    row = next((one for one in records.requests if one.status == "waiting"), None)
    if row is None:
        return None
    return RequestRow(
        id=row.id,
        version=row.version,
        family_id=row.family_id,
        family=records.uow.open(records.family, "directory"),
        received_on=row.received_on,
        source=row.source,
        status=row.status,
        team=team,
        due_on=due_after("triage", row.received_on).due_on,
        reason=request_reason(records.uow, row),
    )


def request_reason(uow: UnitOfWork, row: RequestForSupport) -> str:
    """Return what a request says is worrying, on one line."""
    content = uow.open(row, "content")
    return shortened(str(content.answers.get("reason.worries", content.text)))


def statement_rows(records: FamilyRecords) -> tuple[StatementRow, ...]:
    """Return agreements and privacy notices, newest first."""
    rows = [_statement(records, row, "agreement", row.status) for row in records.agreements]
    rows += [_statement(records, row, "privacy_notice", "given") for row in records.notices]
    return tuple(sorted(rows, key=lambda row: (row.given_on, row.id), reverse=True))


def _statement(
    records: FamilyRecords, row: Agreement | PrivacyNotice, kind: str, status: str
) -> StatementRow:
    return StatementRow(
        id=row.id,
        kind=kind,
        status=status,
        given_on=row.given_on,
        by=records.who(row.recorded_by),
        answers=records.uow.open(row, "content").answers,
    )
