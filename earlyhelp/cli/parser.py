"""Commands and options.  Refuses by raising, so that one sentence is printed and nothing else."""

from argparse import (
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from earlyhelp.cli import (
    annex_a,
    audit,
    backup,
    demo,
    figures,
    founding,
    package,
    passphrase,
    recover,
    register,
    store,
)
from earlyhelp.cli.errors import WrongUse
from earlyhelp.cli.self_check import self_check
from earlyhelp.errors import Bug
from earlyhelp.figures.presets import preset_names
from earlyhelp.wording import say

Work = Callable[[Namespace], None]
_MOST_FAMILIES, _LONGEST_REASON = 1_000_000, 200


class _Topic(NamedTuple):
    """Where commands are added; `key` begins the keys of their help."""

    commands: Any
    key: str


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse("cli.usage", what=" ".join(message.split()))


def parsed(argv: list[str]) -> Namespace:
    """Return the options with the command to run as `work`.

    Raises: WrongUse; SystemExit(0) after --help.
    """
    args = _parser().parse_args(argv)
    if args.self_check:
        args.work = self_check
    elif args.work is None:
        raise WrongUse("cli.usage", what="no command was given")
    return args


def told(key: str) -> str:
    """Return a line of the help; nothing where the wording is damaged, so that commands still work."""
    try:
        return say(key).replace("%", "%%")
    except Bug:
        return ""


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="earlyhelp", allow_abbrev=False, formatter_class=RawDescriptionHelpFormatter,
        description=told("cli.help"), epilog=told("cli.help.window"),
    )  # fmt: skip
    parser.set_defaults(work=None)
    parser.add_argument("--self-check", action="store_true", help=told("cli.help.self_check"))
    parser.add_argument("--json", action="store_true", help=told("cli.help.json"))
    topics = _Topic(parser.add_subparsers(metavar="COMMAND", title=told("cli.help.title")), "")
    _demo(_topic(topics, "demo"))
    _store(_topic(topics, "store"))
    _passphrase(_topic(topics, "passphrase"))
    _audit(_topic(topics, "audit"))
    _import(_topic(topics, "import"))
    _figures(_topic(topics, "figures"))
    _backup(topics)
    _recover(topics)
    _register(_topic(topics, "register"))
    _package(_topic(topics, "package"))
    return parser


def _backup(topics: _Topic) -> None:
    make = _command(topics, "backup", backup.backup)
    _sign_in(make)
    make.add_argument("out", type=_path, metavar="OUT")
    make.add_argument("--rehearse", action="store_true")
    back = _command(topics, "restore", backup.restore)
    back.add_argument("backup", type=_path, metavar="BACKUP")
    back.add_argument("store", type=_path, metavar="DIR")
    back.add_argument("--account", required=True)
    back.add_argument("--passphrase-file", type=_path, default=None, metavar="FILE")
    back.add_argument("--key-file", default="", metavar="FILE")
    back.add_argument("--share", type=_path, action="append", default=[], metavar="FILE")
    back.add_argument("--ledger", type=_path, default=None, metavar="FILE")
    back.add_argument("--endings", type=_path, default=None, metavar="FILE")


def _recover(topics: _Topic) -> None:
    parser = _command(topics, "recover", recover.recover)
    parser.add_argument("store", type=_path, metavar="DIR")
    parser.add_argument("--share", type=_path, action="append", default=[], metavar="FILE")
    parser.add_argument("--account", default="")
    parser.add_argument("--reason", type=_reason, default=None)
    shares = parser.add_mutually_exclusive_group()
    shares.add_argument("--sheets", type=_path, default=None, metavar="FOLDER")
    shares.add_argument("--show-shares", action="store_true")


def _demo(topic: _Topic) -> None:
    create = _command(topic, "create", demo.create)
    create.add_argument("store", type=_path, metavar="DIR")
    create.add_argument("--families", type=_families, required=True)
    create.add_argument("--seed", type=int, required=True)


def _store(topic: _Topic) -> None:
    create = _command(topic, "create", founding.create)
    create.add_argument("store", type=_path, metavar="DIR")
    create.add_argument("--founding", type=_path, required=True, metavar="FILE.toml")
    create.add_argument("--recovery-sheets", type=_path, metavar="FOLDER")
    second = create.add_mutually_exclusive_group(required=True)
    second.add_argument("--key-files", type=_path, metavar="FOLDER")
    second.add_argument("--passphrase-alone", type=_reason, metavar="REASON")
    _sign_in(_command(topic, "verify", store.verify))
    _sign_in(_command(topic, "inspect", store.inspect))


def _passphrase(topic: _Topic) -> None:
    change = _command(topic, "change", passphrase.change)
    _sign_in(change)
    change.add_argument("--new-passphrase-file", type=_path, required=True, metavar="FILE")


def _audit(topic: _Topic) -> None:
    export = _command(topic, "export", audit.export)
    _sign_in(export)
    export.add_argument("out", type=_path, metavar="OUT")
    verify = _command(topic, "verify", audit.verify)
    verify.add_argument("out", type=_path, metavar="OUT")
    verify.add_argument(
        "--checkpoint", type=_path, nargs="+", action="extend", default=[], metavar="FILE"
    )


def _import(topic: _Topic) -> None:
    annex = _command(topic, "annex-a", annex_a.bring_in)
    annex.add_argument("file", type=_path, metavar="FILE")
    _sign_in(annex)
    annex.add_argument("--dry-run", action="store_true")
    annex.add_argument("--rejected", type=_path, metavar="OUT.xlsx")


def _figures(topic: _Topic) -> None:
    publish = _command(topic, "publish", figures.publish)
    _sign_in(publish)
    publish.add_argument("--from", dest="start", type=_day, required=True, metavar="YYYY-MM-DD")
    publish.add_argument("--to", dest="end", type=_day, required=True, metavar="YYYY-MM-DD")
    publish.add_argument("--preset", choices=tuple(preset_names()), required=True)
    export = _command(topic, "export", figures.export)
    export.add_argument("out", type=_path, metavar="OUT")
    _sign_in(export)
    export.add_argument("--purpose", default="")
    export.add_argument("--recipient", default="")


def _register(topic: _Topic) -> None:
    _sign_in(_command(topic, "check", register.check))
    report = _command(topic, "report", register.report)
    _sign_in(report)
    report.add_argument("out", type=_path, metavar="OUT.pdf")


def _package(topic: _Topic) -> None:
    for name, work in (("open", package.open_), ("deleted", package.deleted)):
        command = _command(topic, name, work)
        command.add_argument("file", type=_path, metavar="FILE")
        command.add_argument("--passphrase-file", type=_path, metavar="FILE")
        command.add_argument("--key-file", type=_path, metavar="FILE")
        command.add_argument("--sender", default="", metavar="FINGERPRINT")
        command.add_argument("--by", default="", metavar="NAME")
        needed = name != "open"  # without a folder it says what is inside and writes nothing
        command.add_argument("--out", type=_path, required=needed, metavar="DIR")
    _command(topic, "key", package.key).add_argument(
        "--out", type=_path, required=True, metavar="DIR"
    )


def _topic(topics: _Topic, name: str) -> _Topic:
    parser = _named(topics, name)
    return _Topic(parser.add_subparsers(metavar="COMMAND", required=True), f"{name}.")


def _named(topic: _Topic, name: str) -> ArgumentParser:
    about = told(f"cli.help.{topic.key}{name}")
    parser: ArgumentParser = topic.commands.add_parser(
        name, allow_abbrev=False, help=about, description=about
    )
    return parser


def _command(topic: _Topic, name: str, work: Work) -> ArgumentParser:
    parser = _named(topic, name)
    parser.set_defaults(work=work)
    parser.add_argument("--json", action="store_true", default=SUPPRESS)  # before it counts too
    return parser


def _sign_in(parser: ArgumentParser) -> None:
    parser.add_argument("store", type=_path, metavar="DIR")
    parser.add_argument("--account", required=True)
    parser.add_argument("--passphrase-file", type=_path, required=True, metavar="FILE")
    parser.add_argument("--key-file", default="", metavar="FILE")


def _path(text: str) -> Path:
    if not text or "\0" in text:
        raise ArgumentTypeError("a file or folder has no name")
    return Path(text)


def _reason(text: str) -> str:
    reason = text.strip()
    if not 1 < len(reason) <= _LONGEST_REASON or not reason.isprintable():
        raise ArgumentTypeError(f"write a reason in up to {_LONGEST_REASON} characters")
    return reason


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("write the day as YYYY-MM-DD") from None


def _families(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= _MOST_FAMILIES):
        raise ArgumentTypeError(f"write a whole number from 1 to {_MOST_FAMILIES}")
    return int(text)
