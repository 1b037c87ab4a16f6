"""Blind passes: RFC 9474, the variant RSABSSA-SHA384-PSS-Randomized.

The door signs what it cannot read, the floor checks the signature, and nobody can tell which request a pass came from.
The arithmetic is that of sections 4.3 and 4.5 of the RFC, checked against its four vectors; keys, hashes and the
check of a signature are those of the `cryptography` package.
"""

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from sofra.hatch.codes import ALPHABET, grouped

KEY_BITS = 3072
EXPONENT = 65537
MESSAGE_BYTES = 32
"""The random prefix of the variant is the whole message: there is nothing else to say."""
SALT_BYTES = 48
FINGERPRINT_LETTERS = 32
"""160 bits: also a host that makes up keys until two look alike does not get there."""
_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=SALT_BYTES)


class RefusedBlindMessage(ValueError):
    """What came to be signed is no number below the modulus, in as many bytes."""


class SigningFailed(RuntimeError):
    """The result did not lead back to the message. It is never given out: a wrong one could reveal the key."""


class UnreadablePass(ValueError):
    """The letters cannot be a pass."""


@dataclass(frozen=True)
class Pass:
    message: bytes
    """Random, made on the guest's own device. What is spent is its hash, never that of the signature."""
    signature: bytes


def new_signing_key() -> bytes:
    """The private key of one dialogue, as PKCS #8."""
    key = rsa.generate_private_key(EXPONENT, KEY_BITS)
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def public_part(signing_key: bytes) -> bytes:
    """What may travel: the public key, as SubjectPublicKeyInfo."""
    public = _private(signing_key).public_key()
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def blind_sign(signing_key: bytes, blinded: bytes) -> bytes:
    """The blind signature of a blinded message (RFC 9474, section 4.3), by CRT, with base blinding and a check."""
    numbers = _private(signing_key).private_numbers()
    n, e = numbers.public_numbers.n, numbers.public_numbers.e
    length = (n.bit_length() + 7) // 8
    message = int.from_bytes(blinded, "big")
    if len(blinded) != length or message >= n:
        raise RefusedBlindMessage(f"{len(blinded)} bytes, {length} are signed, below the modulus")
    mask = secrets.randbelow(n - 2) + 2
    signed = _by_crt(numbers, message * pow(mask, e, n) % n) * pow(mask, -1, n) % n
    if pow(signed, e, n) != message:
        raise SigningFailed
    return signed.to_bytes(length, "big")


def _by_crt(numbers: rsa.RSAPrivateNumbers, base: int) -> int:
    at_p, at_q = pow(base, numbers.dmp1, numbers.p), pow(base, numbers.dmq1, numbers.q)
    return at_q + numbers.q * ((at_p - at_q) * numbers.iqmp % numbers.p)


def is_signed(public: bytes, shown: Pass) -> bool:
    """Whether this key signed the pass (RFC 9474, section 4.5). Only the one canonical form of a signature counts."""
    key = serialization.load_der_public_key(public)
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    length, value = (key.key_size + 7) // 8, int.from_bytes(shown.signature, "big")
    if len(shown.signature) != length or value >= key.public_numbers().n:
        return False
    try:
        key.verify(shown.signature, shown.message, _PSS, hashes.SHA384())
    except InvalidSignature:
        return False
    return True


def is_pass_key(public: bytes) -> bool:
    """Whether these bytes are a public key as the door makes them, and nothing that only looks like one."""
    try:
        key = serialization.load_der_public_key(public)
    except ValueError:
        return False
    return isinstance(key, rsa.RSAPublicKey) and (key.key_size, key.public_numbers().e) == (KEY_BITS, EXPONENT)


def fingerprint(public: bytes) -> str:
    """The same letters on the invitation, at the door and on the floor, for people to compare."""
    number = int.from_bytes(hashlib.sha256(public).digest()[: FINGERPRINT_LETTERS * 5 // 8], "big")
    letters = (ALPHABET[number >> 5 * place & 31] for place in reversed(range(FINGERPRINT_LETTERS)))
    return grouped("".join(letters)).replace("-", " ")


def read_pass(typed: str) -> Pass:
    """The pass in a link or in the letters behind its `pass=`, however it was copied."""
    letters = "".join(typed.split()).rpartition("pass=")[2]
    try:
        content = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnreadablePass("not the letters of a pass") from error
    if len(content) != MESSAGE_BYTES + KEY_BITS // 8:
        raise UnreadablePass(f"{len(content)} bytes, {MESSAGE_BYTES + KEY_BITS // 8} are needed")
    return Pass(content[:MESSAGE_BYTES], content[MESSAGE_BYTES:])


def _private(signing_key: bytes) -> rsa.RSAPrivateKey:
    # We made it ourselves, and the check of each result finds a damaged one. Testing its primes takes half a second.
    key = serialization.load_der_private_key(signing_key, password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(type(key).__name__)
    return key
