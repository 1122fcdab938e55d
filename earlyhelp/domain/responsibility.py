"""Who answers for a child: one pure decision from what is recorded of two people.  Guesses nothing."""

YES, CHECK, NOBODY = "yes", "check", ""
_GROWN = frozenset({"parent", "carer", "adult"})
_BY_ROLE = frozenset({"parent", "carer"})


def answers_for(role: str, recorded: str) -> str:
    """Return whether somebody of a family answers for a child of it.

    Shape: `role` is their part in the family, `recorded` their parental responsibility for the child
    as yes, no or anything else for not known.  YES with parental responsibility recorded; CHECK for
    a parent or carer where it is not known, to be told to staff; NOBODY for everybody else, so for
    no child, and for nobody of whom a no is recorded.
    Source: domain.md 1.6 (attested with the person with parental responsibility; signed by parent
    or carer), 4.9 (parental responsibility: yes, no, unknown).
    """
    if role not in _GROWN or recorded == "no":
        return NOBODY
    if recorded == "yes":
        return YES
    return CHECK if role in _BY_ROLE else NOBODY
