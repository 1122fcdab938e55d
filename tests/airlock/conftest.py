"""What every test of this room shares."""

import pytest

from earlyhelp.airlock import archive, child
from earlyhelp.airlock.refusal import NotAdmitted
from earlyhelp.airlock.types import type_of


@pytest.fixture(scope="session")
def clean():
    """Take a file all the way without the cost of a process for each: (type, content, left out)."""

    def through(name, data):
        found = type_of(name, data)
        if found.key in {"docx", "xlsx"}:
            archive.look_into(found.endings[0], data)
        answer = child.work("clean", found.key, data)
        return found.key, answer.content, answer.left_out

    return through


@pytest.fixture(scope="session")
def refused(clean):
    """Return the reason a file is refused for."""

    def reason(name, data):
        with pytest.raises(NotAdmitted) as caught:
            clean(name, data)
        return caught.value.reason

    return reason
