"""Signs somebody in, counts down a wait, explains what to do.  Keeps no passphrase."""

from typing import Protocol

from earlyhelp.errors import HouseError
from earlyhelp.messages.session import Session, SignIn
from ui.presenters.asking import Send


class SignInView(Protocol):
    """What the page must offer."""

    def set_busy(self, busy: bool) -> None: ...
    def show_failure(self, key: str, **params: str | int) -> None: ...
    def clear_passphrase(self) -> None: ...
    def wait_for(self, seconds: int) -> None: ...


class SignedIn(Protocol):
    """Called with the session once the store is open."""

    def __call__(self, session: Session, /) -> None: ...


class SignInPresenter:
    """One try at a time."""

    def __init__(self, view: SignInView, send: Send, signed_in: SignedIn) -> None:
        self._view = view
        self._send = send
        self._signed_in = signed_in

    def sign_in(self, folder: str, login: str, passphrase: str, key_file: str) -> None:
        """Try to open the store."""
        if not login or not passphrase:
            self._view.set_busy(False)
            self._view.show_failure("signin.incomplete")
            return
        self._view.set_busy(True)
        message = SignIn(
            folder=folder, login=login.strip(), passphrase=passphrase, key_file=key_file
        )
        self._send(message, self._opened, self._failed)

    def _opened(self, session: Session) -> None:
        self._view.clear_passphrase()  # and stays busy: the page goes when the first one is ready
        self._signed_in(session)

    def _failed(self, error: HouseError) -> None:
        self._view.clear_passphrase()
        self._view.set_busy(False)
        self._view.show_failure(error.key, **error.params)
        seconds = error.params.get("seconds")
        if isinstance(seconds, int):
            self._view.wait_for(seconds)
