"""Every page by name, who may open it, and where it stands in the rail."""

from importlib import import_module

from ui.wiring.desk import PageMaker

#: page -> (module under ui.wiring, permission that shows it in the rail or "" for inner pages)
_PAGES: dict[str, tuple[str, str]] = {
    "my_work": ("families", "work:list"),
    "front_door": ("families", "request:list"),
    "families": ("families", "family:list"),
    "authorise": ("casework", "plan:list"),
    "imports": ("governance", "import:run"),
    "figures": ("governance", "figures:read"),
    "administration": ("governance", "account:list"),
    "audit": ("governance", "audit:read"),
    "subject_requests": ("rights", "subject_request:list"),
    "subject_request": ("rights", ""),
    "register": ("register", "register:read"),
    "sharing": ("sharing", "sharing:register"),
    "retention": ("retention", "retention:read"),
    "backups": ("retention", "backup:read"),
    "recovery": ("recovery", "recovery:read"),
    "reviews": ("reviews", "access_hit:read"),
    "policy": ("policy_view", "policy:read"),
    "emergency": ("emergency", "emergency:read"),
    "own_actions": ("own_actions", "partner:read"),
    "shared_plans": ("own_actions", "partner:read"),
    "emergency_reviews": ("reviews", ""),
    "request": ("families", ""),
    "family": ("families", ""),
    "assessment": ("casework", ""),
    "plan": ("casework", ""),
    "authorise_plan": ("casework", ""),
    "register_line": ("register", ""),
    "checkpoints": ("register", ""),
}
#: inner page -> the page of the rail it belongs to
RAIL_OF = {
    "emergency_reviews": "reviews",
    "request": "front_door",
    "family": "families",
    "assessment": "families",
    "plan": "families",
    "authorise_plan": "authorise",
    "subject_request": "subject_requests",
    "register_line": "register",
    "checkpoints": "audit",
}


def rail_pages(permissions: frozenset[str]) -> list[str]:
    """Return the pages a role sees in its rail, in order."""
    return [page for page, (_, needed) in _PAGES.items() if needed and needed in permissions]


def maker_of(page: str) -> PageMaker:
    """Return the maker of a page; its room is loaded at first use."""
    room, _ = _PAGES[page]
    maker: PageMaker = getattr(import_module(f"ui.wiring.{room}"), page)
    return maker
