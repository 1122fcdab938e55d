"""Tidies and checks a person as entered.  Refuses impossible numbers, dates and codes by field."""

from datetime import date

from msgspec.structs import replace

from earlyhelp.domain import values
from earlyhelp.domain.codes import code_list
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.services.entry_checks import LINE, TEXT, Faults

_LINES = ("title", "phone", "email", "local_id")
_OLDEST = 130


def tidy_details(
    details: Contactable, role: str, today: date, faults: Faults, prefix: str = ""
) -> Contactable:
    """Return the directory facts as they are kept, noting what cannot be right.

    Shape: faults are named `prefix` + field.  One of the two names may be unknown, not both.
    """
    faults.unless(
        bool(details.forename.strip() or details.surname.strip()), f"{prefix}surname", "name.empty"
    )
    names = {
        name: faults.read(f"{prefix}{name}", values.person_name, getattr(details, name))
        for name in ("forename", "surname", "known_as")
    }
    lines = {name: faults.text(f"{prefix}{name}", getattr(details, name), LINE) for name in _LINES}
    lines["email"] = faults.read(f"{prefix}email", values.email, lines["email"])
    _check_days(details, role, today, faults, prefix)
    return replace(
        details,
        **names,
        **lines,
        safe_contact=faults.text(f"{prefix}safe_contact", details.safe_contact, 500),
        nhs_number=faults.read(f"{prefix}nhs_number", values.nhs_number, details.nhs_number),
        upn=faults.read(f"{prefix}upn", values.upn, details.upn),
    )


def check_role(role: str, faults: Faults, field: str = "role") -> None:
    """Note a role that is not in the list of parts people have in a family."""
    faults.code(field, "person_role", role, required=True)


def is_child(role: str) -> bool:
    """Say whether somebody of this role is a child of the family, the unborn with them."""
    return code_list("person_role").group(role) == "child"


def tidy_particulars(given: Particulars, faults: Faults, prefix: str = "") -> Particulars:
    """Return the special facts as they are kept, noting codes that are in no list."""
    for field, list_id in (
        ("sex", "sex"),
        ("gender", "gender"),
        ("ethnicity", "ethnicity"),
        ("first_language", "language"),
        ("sen_provision", "sen_provision"),
    ):
        faults.code(f"{prefix}{field}", list_id, getattr(given, field))
    faults.codes(f"{prefix}disabilities", "disability", given.disabilities)
    faults.codes(f"{prefix}sen_needs", "sen_need", given.sen_needs)
    faults.unless(len(given.sen_needs) <= 2, f"{prefix}sen_needs", "answer.at_most_two")
    faults.unless(
        "NONE" not in given.disabilities or len(given.disabilities) == 1,
        f"{prefix}disabilities",
        "answer.stands_alone",
    )
    return replace(
        given,
        school=faults.text(f"{prefix}school", given.school, LINE),
        notes=faults.text(f"{prefix}notes", given.notes, TEXT),
    )


def _check_days(details: Contactable, role: str, today: date, faults: Faults, prefix: str) -> None:
    born, died = details.born_on, details.died_on
    faults.past(f"{prefix}born_on", born, today)
    faults.past(f"{prefix}died_on", died, today)
    if born is not None:
        old = values.age_on(born, today)
        faults.unless(old <= _OLDEST, f"{prefix}born_on", "person.too_old")
        faults.unless(not is_child(role) or old < 26, f"{prefix}born_on", "person.child_too_old")
        faults.unless(role != "unborn", f"{prefix}born_on", "person.unborn_is_born")
        faults.unless(died is None or died >= born, f"{prefix}died_on", "person.died_before_birth")
    expected = details.expected_on
    if expected is not None:
        faults.unless(born is None, f"{prefix}expected_on", "person.expected_and_born")
        faults.unless(
            abs((expected - today).days) <= 330, f"{prefix}expected_on", "person.expected_far_off"
        )
