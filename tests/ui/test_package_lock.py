"""A package has one lock: the one that was chosen last."""

from tests.ui.test_print_for import TO_AGENCY
from ui.presenters.print_for import package_of

TYPED = {"print_for.passphrase": "seven paper boats at dusk", "print_for.public_key": " a key \n"}


def test_what_was_typed_for_the_other_lock_is_not_sent():
    for chosen, sent in (
        ("passphrase", ("seven paper boats at dusk", b"")),
        ("public_key", ("", b"a key")),
    ):
        made = package_of(TO_AGENCY | TYPED | {"print_for.opened_with": chosen})
        assert (made["passphrase"], made["public_key"]) == sent


def test_paper_has_no_lock():
    assert package_of(TO_AGENCY | TYPED | {"print_for.package": False}) == {}
