"""The window from sign-in to lock: one keeper, one desk, the pages that are open."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from earlyhelp.messages.session import CurrentSession, Session, Upkept
from ui.change_bus import ChangeBus
from ui.forgetting import forget, set_program_aside
from ui.jobs import KeeperLink
from ui.presenters.search import SearchPresenter
from ui.presenters.sign_in import SignInPresenter
from ui.session import IDLE_MINUTES
from ui.shell import Shell
from ui.store_face import notes_of
from ui.views.sign_in import DemoAccount, SignInView
from ui.wiring.desk import PICTURES, Desk, Page
from ui.wiring.own_menu import OwnMenu
from ui.wiring.pages import RAIL_OF, maker_of, rail_pages
from ui.wiring.search_box import SearchBox
from ui.wiring.standing import audit_line, backup_line, backup_reminder, show_alarm
from ui.wiring.startup_check import StartupCheck
from ui.wiring.warming import Warming
from ui.wiring.watches import Watches
from ui.wording import day, say

_SIGN_IN, BACKUPS, _RESTORE = "sign_in", "backups", "restore"
_TURN_MS = 1  # the event loop comes round in between: no stretch of work is long


class Window(QObject):
    """One store's window.  `desk` is there while somebody is signed in."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        accounts: tuple[DemoAccount, ...] = (),
        idle_ms: int = IDLE_MINUTES * 60_000,
    ) -> None:
        super().__init__()
        self._folder, self._accounts = folder, accounts
        self._notes = notes_of(folder, demo=bool(accounts))
        self.shell, self.link, self.bus = Shell(), KeeperLink(self), ChangeBus()
        self.desk: Desk | None = None
        self.pages: dict[str, Page] = {}
        self._watches = Watches(app, self.shell, idle_ms, self.lock)
        self._warming, self._startup = Warming(self), StartupCheck(self)
        self._search: SearchPresenter | None = None
        self._checking = False
        self.shell.lock_pressed.connect(self.lock)
        self._own = OwnMenu(self.shell, lambda: self.desk)
        self.shell.page_chosen.connect(self.go)
        self.shell.search_typed.connect(self._search_typed)
        self.shell.search_chosen.connect(self._search_chosen)
        self.link.ended.connect(self._keeper_ended)
        self.link.upkept.connect(self._upkept)
        self.bus.changed.connect(self._changed)
        app.aboutToQuit.connect(self.end)

    def show(self) -> None:
        """Show the sign-in page and start a keeper beside it."""
        self._leave()
        self._show_sign_in()
        self.shell.show()

    def _leave(self) -> None:
        """Nobody is signed in: forget every page, start a fresh keeper."""
        self.desk = None
        self.pages.clear()
        self._warming.nobody()
        self._watches.end()
        self.shell.reset()
        self.shell.set_frame_shown(False)
        self.shell.show_demo(bool(self._accounts))
        self.shell.show_status([])
        self.link.start()

    def _show_sign_in(self, notice: str = "") -> None:
        view = SignInView(self._folder.name, self._accounts, self._notes)
        presenter = SignInPresenter(view, self.link.sender_for(view), self._opened)

        def sign_in(*typed: str) -> None:
            view.set_busy(True)  # a keeper that was locked may still save: then the store is free
            self.link.when_stopped(view, lambda: presenter.sign_in(str(self._folder), *typed))

        view.sign_in_pressed.connect(sign_in)
        self.shell.add_page(_SIGN_IN, view)
        self.shell.show_page(_SIGN_IN)
        if notice:
            view.show_notice(say(notice))
        view.restore_pressed.connect(self._show_restore)
        view.enter()
        self._startup.told.connect(view.show_found)
        self._startup.begin(self._folder)
        self._warming.begin()

    def _show_restore(self, source: str = "") -> None:
        from ui.wiring.restore import show_restore  # its page is seldom wanted

        show_restore(self.shell, self.link, (source, self._folder), self._show_sign_in, self._enter)

    def _enter(self, folder: Path) -> None:
        """Go on with the store that was just restored."""
        self._folder, self._accounts = folder, ()
        self._notes = notes_of(folder, demo=False)
        self._show_sign_in()

    def lock(self) -> None:
        """Keep what is being typed, end the keeper, clear every page."""
        if self.desk is None:
            return
        for page in self.pages.values():
            page.leave()
        self.link.stop()
        self._back_to_sign_in("signin.locked")

    def _back_to_sign_in(self, notice: str) -> None:
        """Empty the window at once; draw the sign-in page when the pages are gone."""
        self._leave()
        QTimer.singleShot(_TURN_MS, self, lambda: self._locked(notice))

    def _locked(self, notice: str) -> None:
        self._show_sign_in(notice)
        QTimer.singleShot(_TURN_MS, self, forget)

    def go(self, page: str, **where: Any) -> None:
        """Open a page, or bring it to the front and let it load again."""
        if self.desk is None:
            return
        if page == _RESTORE:  # nobody may be signed in meanwhile
            self.lock()
            QTimer.singleShot(3 * _TURN_MS, self, lambda: self._show_restore(where["source"]))
            return
        for open_page in self.pages.values():
            open_page.leave()
        if where or page not in self.pages:
            self.pages[page] = maker_of(page)(self.desk, **where)
            self.shell.add_page(page, self.pages[page].view)
        self.shell.show_page(page, RAIL_OF.get(page, page))
        self.pages[page].reload()

    def _opened(self, session: Session) -> None:
        self._warming.then(lambda: self._signed_in(session))  # the sign-in page stays until then

    def _signed_in(self, session: Session) -> None:
        set_program_aside()
        self.desk = Desk(self.shell, self.link, self.bus, session, self.go, self._watches.pictures)
        self._search = SearchPresenter(SearchBox(self.shell), self.link.sender_for(self.shell))
        self._startup.end()
        self.shell.set_frame_shown(True)
        pages = rail_pages(session.permissions)
        for page in pages:
            self.shell.add_item(page, say(f"rail.{page}"))
        self.shell.bar.search_frame.setVisible("family:list" in session.permissions)
        self.shell.show_person(
            session.display_name, say(f"role.{session.role}"), ", ".join(session.team_names)
        )
        self.shell.show_demo(session.demo)
        self._show_status(session)
        self._remind(session)
        self._in_turn(lambda _desk: self._watches.begin())
        self._in_turn(lambda desk: self._first_page(desk, pages[0]))  # the frame first

    def _in_turn(self, act: Callable[[Desk], None]) -> None:
        """Act right after what is being done, if somebody is signed in then: no key falls in between."""
        QTimer.singleShot(0, self, lambda: act(self.desk) if self.desk is not None else None)

    def _first_page(self, desk: Desk, page: str) -> None:
        from ui.wiring.first_steps import first_steps

        first_steps(desk, self.lock, lambda: self._in_turn(lambda desk: self._begin(desk, page)))

    def _begin(self, desk: Desk, page: str) -> None:
        from ui.wiring.rail_counts import count_packages, count_waiting

        self.go(page)
        self.shell.remove_page(_SIGN_IN)  # it has had the keyboard until now
        count_waiting(desk, self.pages[page].view)
        count_packages(desk, self.pages[page].view)

    def _remind(self, session: Session) -> None:
        """Say what is due of backups to those who make them, on every page and in the rail."""
        waiting = backup_reminder(session)
        self.shell.show_reminder(waiting, say("backups.reminder.go"), BACKUPS)
        if "backup:make" in session.permissions:
            self.shell.set_count(
                BACKUPS, sum(map(bool, (session.backup_due, session.rehearsal_due)))
            )

    def _show_status(self, session: Session, *more: str) -> None:
        facts = [say("frame.status.store", store=session.store_name), *more]
        if self._watches.pictures.allowed:
            facts.insert(1, say("frame.status.pictures"))
        if session.ends_on is not None:
            facts.insert(1, say("frame.status.ends", day=day(session.ends_on)))
        right = say("frame.status.locks", minutes=IDLE_MINUTES)
        backup = backup_line(session)
        self.shell.show_status([*facts, *([backup] if backup else [])], right)

    def _changed(self, kinds: frozenset[str]) -> None:
        """Ask anew when the last backup was: one was just made or rehearsed."""
        if self.desk is not None and kinds & {"store_fact", PICTURES}:
            self.link.sender_for(self.shell)(CurrentSession(), self._told, lambda _error: None)

    def _told(self, session: Session) -> None:
        if self.desk is not None:
            self.desk.session = session
            self._show_status(session)
            self._remind(session)

    def _upkept(self, state: Upkept) -> None:
        if self.desk is None:
            return
        if self._checking and not state.checking:
            self.bus.announce("register_run")
        self._checking = state.checking
        show_alarm(self.shell, state, self.desk.session)
        facts = [audit_line(state)]
        if state.people_total:
            ready = state.people >= state.people_total
            key = "frame.status.index_done" if ready else "frame.status.index"
            facts.append(say(key, done=state.people, total=state.people_total))
        self._show_status(self.desk.session, *facts)

    def _search_typed(self, text: str) -> None:
        if self._search is not None:
            self._search.typed(text)

    def _search_chosen(self, family_id: object) -> None:
        self.shell.show_search(None)
        self.shell.bar.search.clear()
        self.go("family", family_id=family_id)

    def _keeper_ended(self) -> None:
        notice = "signin.keeper_ended" if self.desk is not None else ""
        self._back_to_sign_in(notice)

    def end(self) -> None:
        """Keep what is being typed, take back what was copied, end the keeper: the program ends."""
        for page in self.pages.values():
            page.leave()
        self._watches.end()
        self._startup.end()
        self.link.stop()
        self.link.wait_until_stopped()
