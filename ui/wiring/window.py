"""The window from sign-in to lock: one keeper, one desk, the pages that are open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from earlyhelp.messages.session import CurrentSession, Session, Upkept
from ui.change_bus import ChangeBus
from ui.forgetting import forget
from ui.jobs import KeeperLink
from ui.presenters.search import SearchPresenter
from ui.presenters.sign_in import SignInPresenter
from ui.session import IDLE_MINUTES
from ui.shell import Shell
from ui.store_face import notes_of
from ui.turns import Turns
from ui.views.sign_in import DemoAccount, SignInView
from ui.wiring.desk import PICTURES, Desk
from ui.wiring.open_pages import OpenPages
from ui.wiring.own_menu import OwnMenu
from ui.wiring.pages import rail_pages
from ui.wiring.search_box import SearchBox
from ui.wiring.standing import facts_of, remind_of_backups, show_alarm, show_frame, show_status
from ui.wiring.startup_check import StartupCheck
from ui.wiring.warming import Warming
from ui.wiring.watches import Watches
from ui.wording import say

_SIGN_IN, _RESTORE = "sign_in", "restore"


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
        self.pages = OpenPages(self.shell)
        self._coming, self._going = Turns(self), Turns(self)  # in and out; from page to page
        self._watches = Watches(app, self.shell, idle_ms, self.lock)
        self._warming, self._startup = Warming(self), StartupCheck(self)
        self._search: SearchPresenter | None = None
        self._checking = False
        self._is_in = False  # who signed in has done what comes before the first page
        self._bound: tuple[str, dict[str, Any]] = ("", {})  # the page that is being opened
        self.shell.lock_pressed.connect(self.lock)
        self._own = OwnMenu(self.shell, lambda: self.desk if self._is_in else None)
        self.shell.page_chosen.connect(self.go)
        self.shell.search_typed.connect(self._search_typed)
        self.shell.search_chosen.connect(self._search_chosen)
        self.link.ended.connect(self._keeper_ended)
        self.link.upkept.connect(self._upkept)
        self.bus.changed.connect(self._changed)
        app.aboutToQuit.connect(self.end)

    @property
    def at_rest(self) -> bool:
        """Tell whether every question is answered and no page is being opened."""
        return not (self.link.waiting or self._coming.busy or self._going.busy)

    def show(self) -> None:
        """Show the sign-in page and start a keeper beside it."""
        self._leave()
        self.link.start()
        self._show_sign_in(self._sign_in_page())
        self.shell.show()

    def _leave(self) -> None:
        """Nobody is signed in: forget every page."""
        self.desk = self._search = None
        self._is_in = False
        self._coming.stop()
        self._going.stop()
        self.pages.clear()
        self._warming.nobody()
        self._watches.end()
        self.shell.reset()
        self.shell.set_frame_shown(False)
        self.shell.show_demo(bool(self._accounts))
        self.shell.show_status([])

    def _sign_in_page(self) -> SignInView:
        view = SignInView(self._folder.name, self._accounts, self._notes)
        presenter = SignInPresenter(view, self.link.sender_for(view), self._opened)

        def sign_in(*typed: str) -> None:
            view.set_busy(True)  # a keeper that was locked may still save: then the store is free
            self.link.when_stopped(view, lambda: presenter.sign_in(str(self._folder), *typed))

        view.sign_in_pressed.connect(sign_in)
        view.restore_pressed.connect(self._show_restore)
        return view

    def _show_sign_in(self, view: SignInView, notice: str = "") -> None:
        self.shell.add_page(_SIGN_IN, view)
        self.shell.show_page(_SIGN_IN)
        if notice:
            view.show_notice(say(notice))
        view.enter()
        self._startup.told.connect(view.show_found)
        self._startup.begin(self._folder)
        self._warming.begin()

    def _show_restore(self, source: str = "") -> None:
        from ui.wiring.restore import show_restore  # its page is seldom wanted

        def back() -> None:
            self._show_sign_in(self._sign_in_page())

        show_restore(self.shell, self.link, (source, self._folder), back, self._enter)

    def _enter(self, folder: Path) -> None:
        """Go on with the store that was just restored."""
        self._folder, self._accounts = folder, ()
        self._notes = notes_of(folder, demo=False)
        self._show_sign_in(self._sign_in_page())

    def lock(self) -> None:
        """Keep what is being typed, end the keeper, clear every page."""
        if self.desk is None:
            return
        self.pages.leave()
        self.link.stop()
        self._leave()
        self._coming.do(self._signing_out("signin.locked"))

    def _signing_out(self, notice: str) -> Iterator[None]:
        """Go back to the sign-in page: the window is empty already."""
        while self.shell.stack.clearing:
            yield
        view = self._sign_in_page()
        yield
        self.shell.stack.make_ready(view)
        yield
        self.link.start()
        self._show_sign_in(view, notice)
        yield
        forget()

    def go(self, page: str, **where: Any) -> None:
        """Open a page, or bring it to the front and let it load again; a key that repeats opens it once."""
        if self.desk is None or not self._is_in:
            return
        if page == _RESTORE:  # nobody may be signed in meanwhile
            self.lock()
            self._coming.do(self._to_restore(where["source"]))
        elif not self._going.busy or (page, where) != self._bound:
            self._bound = page, where
            self._going.do(self._onward(self.desk))

    def _onward(self, desk: Desk) -> Iterator[None]:
        while self._coming.busy:  # the first page comes first
            yield
        page, where = self._bound
        yield from self.pages.opening(desk, page, where)
        self._bound = ("", {})
        yield
        yield from self.pages[page].prepare()

    def _to_restore(self, source: str) -> Iterator[None]:
        yield from self._signing_out("signin.locked")
        self._show_restore(source)

    def _opened(self, session: Session) -> None:
        self._warming.then(lambda: self._coming.do(self._signing_in(session)))  # waits on the page

    def _signing_in(self, session: Session) -> Iterator[None]:
        self.desk = Desk(self.shell, self.link, self.bus, session, self.go, self._watches.pictures)
        self._search = SearchPresenter(SearchBox(self.shell), self.link.sender_for(self.shell))
        self._startup.end()
        yield
        show_frame(self.shell, session)
        self._tell(session)
        yield
        self._watches.begin()
        yield
        self._first_page(self.desk, rail_pages(session.permissions)[0])

    def _first_page(self, desk: Desk, page: str) -> None:
        from ui.wiring.first_steps import first_steps

        first_steps(desk, self.lock, lambda: self._coming.do(self._beginning(desk, page)))

    def _beginning(self, desk: Desk, page: str) -> Iterator[None]:
        from ui.wiring.rail_counts import count_packages, count_waiting

        self._is_in = True
        yield from self.pages.opening(desk, page, {})
        self.shell.remove_page(_SIGN_IN)  # it has had the keyboard until now
        for count in (count_waiting, count_packages):
            count(desk, self.pages[page].view)

    def _changed(self, kinds: frozenset[str]) -> None:
        """Ask anew when the last backup was: one was just made or rehearsed."""
        if self.desk is not None and kinds & {"store_fact", PICTURES}:
            self.link.sender_for(self.shell)(CurrentSession(), self._told, lambda _error: None)

    def _told(self, session: Session) -> None:
        if self.desk is not None:
            self.desk.session = session
            self._tell(session)

    def _tell(self, session: Session) -> None:
        """Say of this session what stands at the foot and what is due."""
        show_status(self.shell, session, (), pictures=self._watches.pictures.allowed)
        remind_of_backups(self.shell, session)

    def _upkept(self, state: Upkept) -> None:
        if self.desk is None:
            return
        if self._checking and not state.checking:
            self.bus.announce("register_run")
        self._checking = state.checking
        show_alarm(self.shell, state, self.desk.session)
        pictures = self._watches.pictures.allowed
        show_status(self.shell, self.desk.session, facts_of(state), pictures=pictures)

    def _search_typed(self, text: str) -> None:
        if self._search is not None and self._is_in:
            self._search.typed(text)

    def _search_chosen(self, family_id: object) -> None:
        self.shell.show_search(None)
        self.shell.bar.search.clear()
        self.go("family", family_id=family_id)

    def _keeper_ended(self) -> None:
        notice = "signin.keeper_ended" if self.desk is not None else ""
        self._leave()
        self._coming.do(self._signing_out(notice))

    def end(self) -> None:
        """Keep what is being typed, take back what was copied, end the keeper: the program ends."""
        self.pages.leave()
        self._watches.end()
        self._startup.end()
        self.link.stop()
        self.link.wait_until_stopped()
