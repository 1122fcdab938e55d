"""The passphrase rule as a table."""

import pytest

from earlyhelp.errors import Invalid
from earlyhelp.keys import passphrase

GOOD = [
    "lantern orchard pebble tide",
    "copper thistle window march",
    "kX9#vTq2!mLw7zRd",
    "seven otters mend the organ",
    "žlutý kůň kouše do jablka",
    "marmalade bicycle fog",
    "tin whistle over moor",
    "blue-heron-eats-candle",
    "Zwölf Boxkämpfer jagen",
    "ночной поезд идёт домой",
    "كتاب قلم نافذة مصباح جبل",
    "猫が窓辺で静かに本を読んでいるのだ",
    "ribbon7kettle7falcon7",
    "the ferry left at noon without us",
    "8dk2Lq0ZpW4nVt7RbYx1",
    "plymouth violet kettle gravel",
    "otter password gravel mast",
    "x" * 3 + " violet gravel antenna mosaic",
    ("granite velvet pylon cactus otter magnet " * 4)[:128],
]
TOO_SHORT = ["", "a", "short", "kX9#vTq2!mLw7z", "password", "cafe\u0301 tidal elm x"[:15]]
COMMON = [
    "aaaaaaaaaaaaaaaaaaaa",
    "passwordpassword1",
    "Password12345678!",
    "Plymouth-Early-Help-2026",
    "plymouth city council",
    "family hub plymouth",
    "correct horse battery staple",
    "To be, or not to be!",
    "the quick brown fox jumps",
    "qwertyuiopasdfghjkl",
    "123456789012345678",
    "abcabcabcabcabcabc",
    "welcome welcome welcome",
    "safeguarding children",
    "team manager team manager",
    "r.tamar r.tamar r.tamar",
    "Summer2026Summer2026",
    "iloveyouiloveyou1234",
    "umbrella umbrella umbrella umbrella",
    "Tr0ub4dor&3Tr0ub4dor&3",
    "letmeinletmeinletmein",
    "administrator administrator",
    "0000000000000000",
    "qwertyqwertyqwerty",
    "1qaz2wsx3edc4rfv",
    "abcdefghijklmnop",
    "Chelsea Arsenal Everton",
    "Devon Plymouth Drake",
    "Family Hub Support Team 2027",
    "Social Care Assessment Plan",
    "P@ssw0rd P@ssw0rd1",
    "r-tamar-r-tamar-2026",
    " " * 15,
    "aaaaaaaaaaaaaaab",
]


@pytest.mark.parametrize("text", GOOD)
def test_accepted(text):
    passphrase.check(text, "r.tamar")


@pytest.mark.parametrize(
    ("text", "key"),
    [(text, "passphrase.too_short") for text in TOO_SHORT]
    + [(text, "passphrase.common") for text in COMMON]
    + [("granite velvet pylon cactus " * 5, "passphrase.too_long")],
)
def test_refused(text, key):
    with pytest.raises(Invalid) as refused:
        passphrase.check(text, "r.tamar")
    assert refused.value.fields == {"passphrase": key}


def test_own_account_name_does_not_count():
    passphrase.check("wilhelmina harbottle", "r.tamar")
    with pytest.raises(Invalid):
        passphrase.check("wilhelmina harbottle", "wilhelmina.harbottle")
