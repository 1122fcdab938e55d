"""The certificate of an erasure tells what was done and names nobody."""

from earlyhelp.messages.retention import ErasureCertificate
from tests.reports.made_up import text_of
from tests.services.founded import plant
from tests.services.retiring import erase, plant_ended


def words_of(door, number):
    raw = door("ira").dispatch(ErasureCertificate(number=number))
    return raw, " ".join(text_of(raw).split())


def test_the_certificate_names_nobody(door):
    ended = plant_ended(door)
    found = erase(door, ended, first="ira", second="maureen", reason="due")
    raw, words = words_of(door, found.number)
    for told in (
        "Certificate of erasure",
        "25th birthday",
        "Team manager",
        "Information governance",
    ):
        assert told in words
    for told in ("Kowalska", ended.reference, str(ended.family_id)):
        assert told not in words
        assert told.encode() not in raw


def test_one_persons_certificate_says_what_may_still_name_them(door):
    planted = plant(door)
    found = erase(door, planted, person_id=planted.child_id)
    assert found.texts_left >= 1
    _, words = words_of(door, found.number)
    assert "one person" in words
    assert "may still name the person" in words
