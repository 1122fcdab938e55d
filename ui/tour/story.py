"""The made-up family of the tour and what is answered about it.  Knows no window."""

from datetime import date

import msgspec

from ui.wording import knows, say


class Story(msgspec.Struct):
    """One family: its mother bears the name of somebody the store knows already."""

    today: date
    mother: str = ""
    reference: str = ""
    shares: tuple[str, ...] = ()

    @property
    def surname(self) -> str:
        """Return the family's last name."""
        return self.mother.rpartition(" ")[2]

    @property
    def children(self) -> tuple[str, ...]:
        """Return the full names of the children."""
        return tuple(f"{one} {self.surname}" for one in listed(say("tour.story.children")))

    def answer(self, form: str, key: str, nth: int) -> str | None:
        """Return what is answered to a question, about the nth child if it is asked per child."""
        start = f"tour.answer.{form}.{key}"
        for name in (f"{start}.{nth}", start):
            if knows(name):
                jory, merryn = self.children
                said = say(
                    name, mother=self.mother, jory=jory, merryn=merryn, reference=self.reference
                )
                return None if said == "-" else said
        return None


def listed(text: str) -> list[str]:
    """Return the values that stand between semicolons."""
    return [one.strip() for one in text.split(";") if one.strip()]
