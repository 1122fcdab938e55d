"""The family picture in sentences, for screen readers and print.  Leaves out addresses."""

from collections.abc import Sequence

from earlyhelp.domain.family_parts import Household, Member, Sentence
from earlyhelp.domain.family_ties import Couple, Parents


def sentences_of(
    members: Sequence[Member],
    couples: Sequence[Couple],
    parents: Sequence[Parents],
    households: Sequence[Household],
) -> tuple[Sentence, ...]:
    """Return one sentence per person, couple, child and household, in that order."""
    names = {member.id: member.name for member in members}
    people = [_person(member) for member in members]
    pairs = [
        Sentence(
            f"family_picture.couple.{couple.status}",
            {"first": names[couple.first_id], "second": names[couple.second_id]},
        )
        for couple in couples
    ]
    children = [
        Sentence(
            f"family_picture.child.{line.descent}",
            {"child": names[line.child_id], "parents": _joined(line.parent_ids, names)},
        )
        for line in parents
    ]
    homes = [
        Sentence("family_picture.household", {"label": one.label, "people": who})
        for one in households
        if (who := _joined([m.id for m in members if m.id in one.residents], names))
    ]
    return (*people, *pairs, *children, *homes)


def _person(member: Member) -> Sentence:
    if member.is_deceased:
        key = "died_at" if member.age else "died"
    elif member.is_unborn:
        key = "unborn"
    else:
        key = "aged" if member.age else "alone"
    if member.is_focus:
        key += ".focus"
    return Sentence(f"family_picture.person.{key}", {"name": member.name, "age": member.age})


def _joined(ids: Sequence[int], names: dict[int, str]) -> str:
    words = [names[one] for one in ids]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)
