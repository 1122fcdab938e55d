"""Imports every topic once, so that its handlers are registered before the door opens."""

from importlib import import_module

from earlyhelp.errors import Bug
from earlyhelp.services.handlers import unhandled
from earlyhelp.services.register_checks import load_checks

_TOPICS = (
    "account_changes",
    "devices",
    "recertifying",
    "access_hits",
    "access_scan",
    "agreements",
    "assessment_checks",
    "assessments",
    "audit",
    "backups",
    "break_glass",
    "cases",
    "checkpoints",
    "closing",
    "corrections",
    "concerns",
    "conduct",
    "confirming",
    "disclosure",
    "conflicts",
    "documents",
    "document_intake",
    "document_rescan",
    "decoys",
    "drafts",
    "erasures",
    "emergency",
    "families",
    "family_page",
    "figures",
    "imports",
    "long_work",
    "looks",
    "key_turnings",
    "my_work",
    "notes",
    "outgoing_text",
    "own_home",
    "packages",
    "papers",
    "partners",
    "partner_shares",
    "people",
    "pictures",
    "plan_decisions",
    "register",
    "plans",
    "recovery",
    "register_annex",
    "policy_view",
    "requests",
    "retention",
    "retention_decisions",
    "retention_holds",
    "restrictions",
    "reviews",
    "sealed_notes",
    "session",
    "sharing",
    "sharing_register",
    "sharing_told",
    "staff",
    "subject_answers",
    "subject_clock",
    "subject_copies",
    "subject_packs",
    "subject_parts",
    "subject_requests",
)


def load_topics() -> None:
    """Register every handler, and every check of the register.

    Raises: Bug if a message has none: the program does not start with a door that leads nowhere.
    """
    for topic in _TOPICS:
        import_module(f"earlyhelp.services.{topic}")
    load_checks()
    missing = unhandled()
    if missing:
        raise Bug("handlers.missing", names=", ".join(sorted(missing)))
