"""One person's key pairs, grown from a 32-byte seed: one to receive wraps, one to sign.

Refuses to hand the seed out other than sealed.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hpke import MLKEM768X25519PrivateKey

from earlyhelp.errors import Locked
from earlyhelp.keys import wraps


class Identity:
    """The private half of a staff account, of a recovery key or of the publication key."""

    def __init__(self, seed: bytes) -> None:
        if len(seed) != wraps.KEY_BYTES:
            raise Locked("key.wrong")
        mlkem = MLKEM768PrivateKey.from_seed_bytes(wraps.derive(seed, b"earlyhelp/1/mlkem768", 64))
        x25519 = X25519PrivateKey.from_private_bytes(wraps.derive(seed, b"earlyhelp/1/x25519"))
        self._seed = seed
        self._receiver = MLKEM768X25519PrivateKey(mlkem, x25519)
        self._signer = Ed25519PrivateKey.from_private_bytes(
            wraps.derive(seed, b"earlyhelp/1/ed25519")
        )
        self.public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
        self.verify_key = self._signer.public_key().public_bytes_raw()

    @classmethod
    def new(cls) -> "Identity":
        """Draw a new identity by lot."""
        return cls(wraps.new_key())

    @classmethod
    def opened(cls, key: bytes, sealed: bytes, aad: bytes) -> "Identity":
        """Take an identity out of what `sealed` made.

        Raises: Locked("key.wrong").
        """
        return cls(wraps.open_bytes(key, sealed, aad))

    def sealed(self, key: bytes, aad: bytes) -> bytes:
        """Return the seed sealed under a key."""
        return wraps.seal_bytes(key, self._seed, aad)

    def unwrap(self, wrapped: bytes, info: bytes) -> bytes:
        """Take out a secret that was wrapped for `public`.

        Raises: Locked("key.wrong").
        """
        return wraps.unwrap(self._receiver, wrapped, info)

    def derived(self, purpose: bytes) -> bytes:
        """Return a 32-byte key that only this identity can make again."""
        return wraps.derive(self._seed, purpose)

    @property
    def seed(self) -> bytes:
        """Return the seed itself, to be wrapped for those who may act as this identity."""
        return self._seed

    @property
    def signing_key(self) -> Ed25519PrivateKey:
        """Return the private key that signs checkpoints beside the vault's."""
        return self._signer

    def sign(self, data: bytes) -> bytes:
        """Return the 64-byte Ed25519 signature of `data`."""
        return self._signer.sign(data)


def is_signed_by(verify_key: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether the holder of `verify_key` signed exactly this."""
    try:
        Ed25519PublicKey.from_public_bytes(verify_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
