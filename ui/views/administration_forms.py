"""The forms for a joiner and for a new team.  Check nothing: the keeper does."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from ui.forms.choice_inputs import ChecksInput
from ui.widgets.basics import button, label
from ui.widgets.card import Card
from ui.widgets.file_line import FileLine
from ui.wording import say


class KeyFileLine(FileLine):
    """Where somebody's new key file is to be written; its caption and hint stand with it."""

    def __init__(self) -> None:
        super().__init__(say("administration.key_file"), new=True)
        self.line.setPlaceholderText(say("administration.key_file"))
        self.line.setAccessibleDescription(say("administration.key_file.hint"))
        self.line.setToolTip(say("administration.key_file.hint"))
        self.setMaximumWidth(560)


class JoinerForm(Card):
    """`sent` carries what was typed by field and the teams."""

    sent = Signal(dict, list)

    def __init__(self, *, key_files: bool) -> None:
        super().__init__(say("administration.joiner.title"))
        self.lines = {name: QLineEdit() for name in ("name", "login", "agency", "passphrase")}
        self.lines["passphrase"].setEchoMode(QLineEdit.EchoMode.Password)
        self.role = QComboBox()
        self.teams = ChecksInput(())
        parts: dict[str, QLineEdit | QComboBox] = {**self.lines, "role": self.role}
        for name, made in parts.items():
            self._add(name, made)
        self.key_file = KeyFileLine()
        self.key_file.setVisible(key_files)
        self.body.addWidget(self.key_file)
        self.body.addWidget(label(say("administration.teams"), "label"))
        self._teams_place = QVBoxLayout()
        self._teams_place.addWidget(self.teams)
        self.body.addLayout(self._teams_place)
        self.enter = button(say("administration.create"), "go", self._send)
        self.body.addWidget(self.enter)

    def _add(self, name: str, made: QLineEdit | QComboBox) -> None:
        words = say(f"administration.{name}")
        hint = say("administration.passphrase.hint") if name == "passphrase" else ""
        caption = label(words, "label")
        caption.setBuddy(made)
        made.setAccessibleName(words)
        made.setAccessibleDescription(hint)
        made.setMaximumWidth(420)
        self.body.addWidget(caption)
        if hint:
            self.body.addWidget(label(hint, "hint"))
        self.body.addWidget(made)

    def show_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Show the roles one may have."""
        self.role.clear()
        for code, words in roles:
            self.role.addItem(words, code)

    def show_teams(self, teams: Sequence[tuple[int, str]]) -> None:
        """Show the teams; those ticked stay ticked."""
        ticked = self.teams.value()
        self._teams_place.removeWidget(self.teams)
        self.teams.hide()
        self.teams.deleteLater()
        self.teams = ChecksInput([(str(one), name, "") for one, name in teams])
        self.teams.set_name(say("administration.teams"), "")
        self.teams.set_value(ticked)
        self._teams_place.addWidget(self.teams)

    def place_of(self, key: str) -> QWidget | None:
        """Return the input of a field."""
        more: dict[str, QWidget] = {"team_ids": self.teams, "key_file": self.key_file}
        return {**self.lines, "role": self.role, **more}.get(key)

    def clear(self) -> None:
        """Empty the form."""
        for made in self.lines.values():
            made.clear()
        self.key_file.clear()
        self.teams.set_value(None)

    def _send(self) -> None:
        typed = {name: made.text() for name, made in self.lines.items()}
        teams = self.teams.value()
        ids = [int(str(one)) for one in teams] if isinstance(teams, list) else []
        more = {"role": self.role.currentData(), "key_file": self.key_file.text()}
        self.sent.emit(typed | more, ids)


class TeamForm(Card):
    """`sent(name, locality)`."""

    sent = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(say("administration.team.title"))
        self.name, self.locality = QLineEdit(), QComboBox()
        for key, made in (("team", self.name), ("locality", self.locality)):
            caption = label(say(f"administration.{key}"), "label")
            caption.setBuddy(made)
            made.setAccessibleName(say(f"administration.{key}"))
            made.setMaximumWidth(420)
            self.body.addWidget(caption)
            self.body.addWidget(made)
        self.body.addWidget(button(say("administration.team.create"), "go", self._send))

    def show_localities(self, localities: Sequence[tuple[str, str]]) -> None:
        """Show the localities one may choose."""
        for code, words in localities:
            self.locality.addItem(words, code)

    def clear(self) -> None:
        """Empty the form."""
        self.name.clear()

    def _send(self) -> None:
        self.sent.emit(self.name.text(), self.locality.currentData() or "")
