"""Where rules come from is told in words; no reader is sent to a paper of the workshop."""

import tomllib

import pytest

from earlyhelp.services.rule_sources import source_words
from earlyhelp.settings import resource


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("DPIA risk 1; product.md 1 and 3.3", "The council's DPIA, risk 1; our access rules"),
        ("DPIA risks 1 and 15", "The council's DPIA, risks 1 and 15"),
        ("DPIA risk 11; domain.md 7.4", "The council's DPIA, risk 11; data protection law"),
        ("security.md, settled 1 and 6", "Our access rules"),
        ("DPIA risk 1: nobody else knows it", "The council's DPIA, risk 1 (nobody else knows it)"),
        (
            "product.md 1: partner, ends with the involvement",
            "Our access rules (partner, ends with the involvement)",
        ),
        ("DPIA risk 1; security.md 9, S3", "The council's DPIA, risk 1; our access rules"),
        ("", ""),
    ],
)
def test_a_source_is_told_in_words(written, told):
    assert source_words(written) == told


def test_no_rule_names_a_file_to_its_reader():
    rules = tomllib.loads((resource("access") / "rules.toml").read_text(encoding="utf-8"))
    sources = {line["source"] for lines in rules.values() for line in lines.values()}
    told = [source_words(one) for one in sorted(sources)]
    assert len(told) > 20
    assert [one for one in told if ".md" in one or "settled" in one] == []
    assert all("DPIA" in one or "access rules" in one or "law" in one for one in told)
