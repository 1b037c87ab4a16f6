"""A guest's device, with the arithmetic of the blinding written out: what the library in the browser does."""

import base64
import secrets

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from sofra.hatch import blind
from sofra.hatch.blind import Pass

E = 65537


def modulus(public):
    return serialization.load_der_public_key(public).public_numbers().n


def a_pass(signing_key, message=None):
    """What the library in the browser does, with the arithmetic written out."""
    public = blind.public_part(signing_key)
    n, message = modulus(public), message or secrets.token_bytes(32)
    # The encoded message is what a signature leads back to; the salt is random, so it comes from a signature.
    private = serialization.load_der_private_key(signing_key, None, unsafe_skip_rsa_key_validation=True)
    direct = private.sign(message, padding.PSS(padding.MGF1(hashes.SHA384()), 48), hashes.SHA384())
    encoded = pow(int.from_bytes(direct, "big"), E, n)
    r = secrets.randbelow(n - 2) + 2
    blinded = (encoded * pow(r, E, n) % n).to_bytes(384, "big")
    signed = int.from_bytes(blind.blind_sign(signing_key, blinded), "big")
    return Pass(message, (signed * pow(r, -1, n) % n).to_bytes(384, "big"))


def as_letters(content):
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def pasted(shown):
    return f"http://127.0.0.1:8001/#pass={as_letters(shown.message + shown.signature)}"
