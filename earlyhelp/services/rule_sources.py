"""Where a rule comes from, as people outside the workshop read it.  The file keeps the exact place.

The papers our access rules were settled in are nobody's but ours: readers are told the council's DPIA,
the law, or our access rules, and the reason where the line gives one.
"""

import re

from earlyhelp.wording import say

_RISKS = re.compile(r"DPIA risks? (\d+(?: and \d+)*)")
#: Which of our papers hold law and which hold rules of our own.
_PAPERS = {"domain.md": "law", "product.md": "ours", "security.md": "ours"}


def source_words(source: str) -> str:
    """Return the source of a rule in words: "the council's DPIA, risks 1 and 15; our access rules".

    Shape: whatever follows a colon is the reason, and stays as it is written.
    """
    cited, _, reason = source.partition(": ")
    found: list[str] = []
    for part in cited.split("; "):
        risks = _RISKS.fullmatch(part)
        paper = next((kind for name, kind in _PAPERS.items() if part.startswith(name)), "")
        if risks:
            many = " and " in risks[1]
            key = "policy.source.risks" if many else "policy.source.risk"
            found.append(say(key, numbers=risks[1]))
        else:
            found.append(say(f"policy.source.{paper}") if paper else part)
    words = "; ".join(dict.fromkeys(found))
    words = words[:1].upper() + words[1:]
    return say("policy.source.why", source=words, reason=reason) if reason else words
