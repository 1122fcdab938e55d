"""Which rows share trigrams, in pieces that are never sorted as a whole."""

import numpy as np

from earlyhelp.storage.postings import Postings
from earlyhelp.storage.search_terms import index_text


def texts(*names):
    return [index_text([name]) for name in names]


def test_what_shares_most_comes_first():
    postings = Postings()
    postings.add(0, texts("Kowalska", "Kowalczyk", "Reed"))
    assert postings.best(index_text(["Kowalska"]), 10) == [0, 1]


def test_many_small_additions_find_the_same_as_one():
    names = [f"Name{n:04d}" for n in range(400)]
    at_once, bit_by_bit = Postings(), Postings()
    at_once.add(0, texts(*names))
    for row, name in enumerate(names):
        bit_by_bit.add(row, texts(name))
    for name in names[::37]:
        wanted = index_text([name])
        best = bit_by_bit.best(wanted, 500)
        assert best == at_once.best(wanted, 500)
        assert names.index(name) in best


def test_only_allowed_rows_compete_for_places():
    postings = Postings()
    postings.add(0, texts(*["Kowalska"] * 50, "Kowalsky"))
    allowed = np.zeros(51, np.bool_)
    allowed[50] = True
    assert postings.best(index_text(["Kowalska"]), 5, allowed) == [50]
    assert postings.best(index_text(["Kowalska"]), 5, ~allowed)[0] < 50


def test_nothing_is_found_in_nothing():
    postings = Postings()
    assert postings.best(index_text(["Anna"]), 5) == []
    postings.add(0, [])
    postings.add(0, texts("Anna"))
    assert postings.best("", 5) == []
    assert postings.best(index_text(["Anna"]), 5) == [0]
