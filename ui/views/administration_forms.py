"""The forms for a joiner and for a new team.  Check nothing: the keeper does."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.forms.captioned import Captioned, offer
from ui.forms.choice_inputs import ChecksInput
from ui.widgets.basics import button
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
        self.teams, self.key_file = ChecksInput(()), KeyFileLine()
        parts: dict[str, QWidget] = {**self.lines, "role": self.role, "team_ids": self.teams}
        self.boxes = {key: _asked(key, made) for key, made in parts.items()}
        for key in (*self.lines, "role"):
            self.body.addWidget(self.boxes[key])
        self.key_file.setVisible(key_files)
        self.body.addWidget(self.key_file)
        self.body.addWidget(self.boxes["team_ids"])
        self.enter = button(say("administration.create"), "go", self._send)
        self.body.addWidget(self.enter)

    def show_roles(self, roles: Sequence[tuple[str, str]]) -> None:
        """Show the roles one may have; none is chosen yet."""
        offer(self.role, [(words, code) for code, words in roles], self.role.currentData())

    def show_teams(self, teams: Sequence[tuple[int, str]]) -> None:
        """Show the teams; those ticked stay ticked."""
        ticked = self.teams.value()
        self.teams = ChecksInput([(str(one), name, "") for one, name in teams])
        self.boxes["team_ids"].put(self.teams)
        self.teams.set_name(say("administration.teams"), "")
        self.teams.set_value(ticked)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each input what is wrong with it."""
        for key, box in self.boxes.items():
            box.show_error(errors.get(key, ""))

    def place_of(self, key: str) -> QWidget | None:
        """Return the input of a field."""
        if key == "key_file":
            return self.key_file
        return self.boxes[key].made if key in self.boxes else None

    def clear(self) -> None:
        """Empty the form."""
        for made in self.lines.values():
            made.clear()
        self.role.setCurrentIndex(0)
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
        self.boxes = {
            "name": Captioned(say("administration.team"), self.name),
            "locality": Captioned(say("administration.locality"), self.locality),
        }
        for box in self.boxes.values():
            self.body.addWidget(box)
        self.body.addWidget(button(say("administration.team.create"), "go", self._send))

    def show_localities(self, localities: Sequence[tuple[str, str]]) -> None:
        """Show the localities one may choose; none is chosen yet."""
        offer(self.locality, [(words, code) for code, words in localities], None)

    def show_errors(self, errors: dict[str, str]) -> None:
        """Say at each input what is wrong with it."""
        for key, box in self.boxes.items():
            box.show_error(errors.get(key, ""))

    def clear(self) -> None:
        """Empty the form."""
        self.name.clear()
        self.locality.setCurrentIndex(0)

    def _send(self) -> None:
        self.sent.emit(self.name.text(), self.locality.currentData() or "")


def _asked(key: str, made: QWidget) -> Captioned:
    name = "teams" if key == "team_ids" else key
    hint = say("administration.passphrase.hint") if key == "passphrase" else ""
    return Captioned(say(f"administration.{name}"), made, hint)
