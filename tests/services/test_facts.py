"""The facts drop box: written with every change of a case, opened by the publisher and nobody else."""

import pytest

from earlyhelp.access.permissions import Permission
from earlyhelp.errors import Locked
from earlyhelp.figures.facts import ChildFacts, decode
from earlyhelp.keys.identity import Identity
from earlyhelp.messages.access import EndRestriction
from earlyhelp.messages.people import Contactable, Particulars
from earlyhelp.records.cases import Case, FactsEnvelope
from earlyhelp.records.people import Person
from earlyhelp.records.staff import KeyWrap
from earlyhelp.services.facts import facts_info, facts_step
from earlyhelp.services.staff_keys import wrap_info
from tests.services.filled import NEED, OUTCOME, authorised, closing, content, review, sent
from tests.services.restricted import restrict

SECRET = "Maja sleeps through"


@pytest.fixture
def dropping(door):
    """The sessions of Priya and Maureen, rewriting facts before they commit."""
    contexts = [door(who).context for who in ("priya", "maureen")]
    before = [list(context.before_commit) for context in contexts]
    for context in contexts:
        context.before_commit[:] = [facts_step(context)]
    yield door
    for context, steps in zip(contexts, before, strict=True):
        context.before_commit[:] = steps


def envelope(door, planted):
    with door("maureen").unit() as uow:
        return uow.first(FactsEnvelope, FactsEnvelope.case_id == planted.case_id)


def opened(door, planted):
    vault = door("maureen").context.vault.facts["vault"]
    seed = _publication_seed(door)
    wrapped = envelope(door, planted).wrapped
    return decode(Identity(seed).unwrap(wrapped, facts_info(vault, planted.case_id)))


def _publication_seed(door):
    desk = door("ira")
    with desk.unit(Permission.SESSION_READ) as uow:
        wrap = uow.first(KeyWrap, KeyWrap.account_id == desk.id, KeyWrap.key_name == "publication")
        info = wrap_info(wrap.key_name, wrap.epoch, wrap.account_id)
        return desk.context.vault.identity.unwrap(wrap.wrapped, info)


def test_nothing_is_written_while_nothing_countable_changes(dropping, planted):
    sent(dropping, planted)
    assert envelope(dropping, planted) is None


def test_no_figure_counts_a_restricted_family(dropping, planted):
    """Nor while somebody works on it; once the restriction has ended it counts again."""
    plan = authorised(dropping, planted)
    assert envelope(dropping, planted) is not None
    restrict(dropping, planted, "omar")
    assert envelope(dropping, planted) is None
    dropping("maureen").dispatch(review(planted, plan.id))
    assert envelope(dropping, planted) is None
    dropping("maureen").dispatch(EndRestriction(family_id=planted.family_id))
    assert [one.status for one in opened(dropping, planted).outcomes] == ["partly_achieved"]


def test_the_publisher_reads_what_was_done(dropping, planted):
    plan = authorised(dropping, planted)
    first = opened(dropping, planted)
    assert (first.locality, first.source, first.needs) == ("west", "2A", (NEED,))
    assert first.children == (ChildFacts(age_years=9, sex="U"),)
    assert (first.level_at_start, first.level_at_end) == ("1", "")
    assert [one.status for one in first.outcomes] == ["in_progress"]
    dropping("priya").dispatch(review(planted, plan.id))
    second = opened(dropping, planted)
    assert second.case_ref == first.case_ref
    assert [one.status for one in second.outcomes] == ["partly_achieved"]
    wellbeing = next(one for one in second.scales if one.area == "parents_wellbeing")
    assert (wellbeing.scorer, wellbeing.scale) == ("parent", "0-10")


def test_a_closed_case_tells_how_it_ended(dropping, planted):
    authorised(dropping, planted)
    with dropping("priya").unit() as uow:
        version = uow.get(Case, planted.case_id).version
    dropping("priya").dispatch(closing(planted, version, {OUTCOME: "not_achieved"}))
    facts = opened(dropping, planted)
    assert facts.closed_on is not None
    assert (facts.closure_reason, facts.level_at_end) == ("C01", "1")
    assert [(one.needs, one.status) for one in facts.outcomes] == [((NEED,), "not_achieved")]


def test_no_key_of_a_case_worker_opens_the_envelope(dropping, planted):
    authorised(dropping, planted)
    kept = envelope(dropping, planted)
    vault = dropping("maureen").context.vault
    info = facts_info(vault.facts["vault"], planted.case_id)
    for who in ("priya", "maureen", "sol", "bea"):
        with pytest.raises(Locked):
            dropping(who).context.vault.identity.unwrap(kept.wrapped, info)
    assert opened(dropping, planted).case_ref


def test_an_envelope_fits_its_own_case_only(dropping, planted):
    authorised(dropping, planted)
    publisher, vault = Identity(_publication_seed(dropping)), dropping("ira").context.vault
    wrapped = envelope(dropping, planted).wrapped
    with pytest.raises(Locked):
        publisher.unwrap(wrapped, facts_info(vault.facts["vault"], planted.case_id + 1))


def test_the_facts_hold_no_name_no_birthday_and_no_words(dropping, planted):
    authorised(dropping, planted, content())
    text = repr(opened(dropping, planted))
    for secret in ("Maja", "Kowalska", "2017", SECRET, "GP", str(planted.family_id)):
        assert secret not in text


def test_a_new_child_is_counted(dropping, planted):
    authorised(dropping, planted)
    with dropping("maureen").unit() as uow:
        uow.need_keys({planted.family_id})
        uow.add(
            Person(family_id=planted.family_id, role="child"),
            directory=Contactable(forename="Unborn", surname="Kowalska"),
            particulars=Particulars(sex="M"),
        )
        facts_step(dropping("maureen").context)(uow)
        uow.commit()
    assert opened(dropping, planted).children == (
        ChildFacts(age_years=9, sex="U"),
        ChildFacts(sex="M"),
    )
