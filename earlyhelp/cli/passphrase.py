"""`passphrase change`: another passphrase for one's own account, read from files, never shown."""

from argparse import Namespace

from earlyhelp.cli.output import tell
from earlyhelp.cli.sign_in import passphrase_in, signed_in
from earlyhelp.messages.session import ChangePassphrase


def change(args: Namespace) -> None:
    """Change the passphrase of the account that signs in."""
    message = ChangePassphrase(
        passphrase=passphrase_in(args.passphrase_file),
        new_passphrase=passphrase_in(args.new_passphrase_file),
        key_file=args.key_file,
    )
    with signed_in(args) as dispatcher:
        dispatcher.dispatch(message)
    tell(args, {"account": args.account, "changed": True})
