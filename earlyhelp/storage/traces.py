"""What can give somebody away in a text: names, homes, numbers, schools, by family, in memory, after unlock.

Holds no narrative; says only which families a trace belongs to, never to whom it may be shown.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from earlyhelp.messages.people import Contactable, HomeDetails, Particulars
from earlyhelp.storage.search_terms import folded, name_words, plain
from earlyhelp.storage.trace_terms import home_keys, phone

_NEAR_FROM = 4  # letters as typed: shorter names have too many neighbours
_NEAR_TO = 5  # letters of the name that was meant
_MOST_NEAR = 4


class Traces:
    """Keys of the form `kind:text`, each with the families it belongs to.

    Shape: kinds are name (two words), surname, phone, email, number, postcode, home, school and,
    of protected homes, hidden_home, hidden_postcode, hidden_street, hidden_area.
    """

    def __init__(self) -> None:
        self._families: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)  # by kind
        self._keys: dict[int, tuple[str, ...]] = {}
        self._words: dict[str, dict[str, None]] = defaultdict(dict)  # by kind and first letter

    def forget(self, family_ids: Iterable[int]) -> None:
        """Drop everything of these families: they are read again."""
        for family_id in family_ids:
            for key in self._keys.pop(family_id, ()):
                kind, _, text = key.partition(":")
                held = self._families[kind]
                rest = tuple(one for one in held.pop(text, ()) if one != family_id)
                if rest:
                    held[text] = rest

    def person(self, family_id: int, who: Contactable) -> None:
        """Take the names and numbers of a member of a family."""
        fore = [word for name in (who.forename, who.known_as) for word in name_words(name)]
        last = [word for word in name_words(who.surname) if len(word) > 1]
        keys = [f"name:{one} {other}" for one in fore for other in last]
        keys += [f"surname:{word}" for word in last]
        keys += [f"phone:{phone(who.phone)}"] if phone(who.phone) else []
        keys += [f"email:{who.email.strip().casefold()}"] if who.email.strip() else []
        keys += [f"number:{plain(one)}" for one in (who.nhs_number, who.upn) if one]
        self._add(family_id, keys)
        for kind, words in (("fore", fore), ("last", last)):
            for word in words:
                self._words[f"{kind}:{word[0]}"][word] = None

    def home(self, family_id: int, details: HomeDetails) -> None:
        """Take a home that is not protected."""
        self._add(family_id, [f"home:{key}" for key in home_keys(details.lines)])
        if details.postcode:
            self._add(family_id, [f"postcode:{plain(details.postcode)}"])

    def hidden(self, family_id: int, details: HomeDetails) -> None:
        """Take a protected home."""
        homes = home_keys(details.lines)
        streets = {key.partition(" ")[2] for key in homes}
        keys = [f"hidden_home:{key}" for key in homes]
        keys += [f"hidden_street:{key}" for key in streets if " " in key]
        keys += [f"hidden_postcode:{plain(details.postcode)}"] if details.postcode else []
        keys += [f"hidden_area:{details.neighbourhood}"] if details.neighbourhood else []
        self._add(family_id, keys)

    def particulars(self, family_id: int, facts: Particulars) -> None:
        """Take the school of a member of a family."""
        school = folded_text(facts.school)
        if len(school) > 3:
            self._add(family_id, [f"school:{school}"])

    def families(self, key: str) -> tuple[int, ...]:
        """Return the families a trace belongs to."""
        kind, _, text = key.partition(":")
        return self._families[kind].get(text, ())

    def of_family(self, family_id: int, kind: str) -> tuple[str, ...]:
        """Return a family's traces of one kind, without the kind."""
        begins = f"{kind}:"
        keys = self._keys.get(family_id, ())
        return tuple(key[len(begins) :] for key in keys if key.startswith(begins))

    def all_of(self, kind: str) -> tuple[str, ...]:
        """Return every trace of one kind, without the kind: for kinds of which there are few."""
        return tuple(self._families[kind])

    def near(self, kind: str, word: str) -> tuple[str, ...]:
        """Return known words like this one: `kind` is "fore" or "last"; itself first.

        Unit: one letter wrong, left out, added or swapped; two in words of nine letters or more.
        """
        known = self._words.get(f"{kind}:{word[:1]}", {})
        same = (word,) if word in known else ()
        if len(word) < _NEAR_FROM:
            return same
        most = 2 if len(word) >= 9 else 1
        found = process.extract(
            word, list(known), scorer=DamerauLevenshtein.distance, processor=None,
            score_cutoff=most, limit=_MOST_NEAR,
        )  # fmt: skip
        return (*same, *(one for one, *_ in found if one != word and len(one) >= _NEAR_TO))

    def _add(self, family_id: int, keys: Collection[str]) -> None:
        known = self._keys.get(family_id, ())
        fresh = [key for key in dict.fromkeys(keys) if key not in known]
        self._keys[family_id] = (*known, *fresh)
        for key in fresh:
            kind, _, text = key.partition(":")
            self._families[kind][text] = (*self._families[kind].get(text, ()), family_id)


def folded_text(text: str) -> str:
    """Return a text as words without case and accents, one space between them."""
    return " ".join(word for part in text.split() if (word := folded(part)))
