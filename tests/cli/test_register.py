"""`register check` and `register report`: eighteen lines, exit codes, the annex."""

from earlyhelp.services import register_checks
from earlyhelp.services.register_checks import Finding

KEYS = {"number", "risk", "control", "status", "evidence", "advice", "checked_at"}


def test_eighteen_lines_are_checked_and_red_ones_give_exit_code_one(signed, folder, monkeypatch):
    told = signed("ira", "register", "check", folder)
    assert told.code == 0
    assert [line["number"] for line in told.facts["lines"]] == list(range(1, 19))
    assert all(line.keys() == KEYS and line["checked_at"] for line in told.facts["lines"])
    monkeypatch.setitem(register_checks.CHECKS, "free_disk", lambda *_: Finding("red", ""))
    told = signed("ira", "register", "check", folder)
    assert told.code == 1
    assert [line["number"] for line in told.facts["lines"] if line["status"] == "red"] == [14]


def test_the_annex_is_a_pdf_made_from_the_running_rules(signed, folder, tmp_path):
    told = signed("ira", "register", "report", folder, tmp_path / "annex.pdf")
    assert told.code == 0
    assert told.facts["lines"] == 18
    assert (tmp_path / "annex.pdf").read_bytes().startswith(b"%PDF")
    assert signed("ira", "register", "report", folder, tmp_path / "annex.txt").code == 1


def test_others_may_not(signed, folder):
    assert signed("bea", "register", "check", folder).code == 1
