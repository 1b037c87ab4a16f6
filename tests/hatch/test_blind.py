"""The arithmetic of RFC 9474 against its own vectors, and passes that are none."""

import json
import secrets
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from sofra.hatch import blind
from sofra.hatch.blind import Pass, RefusedBlindMessage, SigningFailed, UnreadablePass
from tests.passes import a_pass, as_letters, modulus

RFC = json.loads((Path(__file__).parent / "rfc9474.json").read_text())
VECTORS = {
    each["name"]: {name: bytes.fromhex(each[name]) for name in each if name != "name"} for each in RFC["vectors"]
}
E = 65537


@pytest.fixture(scope="module")
def key_of_the_rfc():
    p, q = int(RFC["p"], 16), int(RFC["q"], 16)
    d = pow(E, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(E, p * q)
    private = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public).private_key()
    return private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


@pytest.fixture(scope="module")
def signing_key():
    return blind.new_signing_key()


@pytest.fixture(scope="module")
def public(signing_key):
    return blind.public_part(signing_key)


@pytest.mark.parametrize("name", VECTORS)
def test_vector_of_the_rfc_is_signed_to_the_byte(name, key_of_the_rfc):
    assert blind.blind_sign(key_of_the_rfc, VECTORS[name]["blinded_msg"]) == VECTORS[name]["blind_sig"]


@pytest.mark.parametrize("name", VECTORS)
def test_vector_of_the_rfc_unblinds_to_a_signature(name, key_of_the_rfc):
    vector, public = VECTORS[name], blind.public_part(key_of_the_rfc)
    n = modulus(public)
    unblinded = int.from_bytes(vector["blind_sig"], "big") * int.from_bytes(vector["inv"], "big") % n
    prepared = vector["msg_prefix"] + bytes.fromhex(RFC["msg"])

    assert unblinded.to_bytes(512, "big") == vector["sig"]
    # Only the variant with a salt of 48 bytes is taken; the other is a signature too, to the library below.
    assert blind.is_signed(public, Pass(prepared, vector["sig"])) is ("-PSS-" in name)
    scheme = padding.PSS(padding.MGF1(hashes.SHA384()), len(vector["salt"]))
    serialization.load_der_public_key(public).verify(vector["sig"], prepared, scheme, hashes.SHA384())


def test_pass_is_signed_without_being_read(signing_key, public):
    assert blind.is_signed(public, a_pass(signing_key))


def test_same_blinded_message_has_the_same_signature(signing_key, public):
    blinded = secrets.randbelow(modulus(public)).to_bytes(384, "big")
    assert blind.blind_sign(signing_key, blinded) == blind.blind_sign(signing_key, blinded)


@pytest.mark.parametrize("length", [0, 1, 383, 385, 768])
def test_blinded_message_of_another_length_is_refused(length, signing_key):
    with pytest.raises(RefusedBlindMessage):
        blind.blind_sign(signing_key, b"\x01" * length)


def test_blinded_message_at_or_above_the_modulus_is_refused(signing_key, public):
    for value in (modulus(public), 2**3072 - 1):
        with pytest.raises(RefusedBlindMessage):
            blind.blind_sign(signing_key, value.to_bytes(384, "big"))


def test_fault_in_the_arithmetic_is_never_given_out(signing_key, public, monkeypatch):
    """A signature that is right modulo one prime alone would give the key away."""
    right = blind._by_crt
    monkeypatch.setattr(blind, "_by_crt", lambda numbers, base: right(numbers, base) + numbers.p)
    with pytest.raises(SigningFailed):
        blind.blind_sign(signing_key, b"\x01" * 384)


def test_signature_in_another_form_is_refused(signing_key, public):
    """The same number plus the modulus leads back to the same message; it would be a second pass."""
    n, refused = modulus(public), 0
    for _ in range(20):
        shown = a_pass(signing_key)
        larger = int.from_bytes(shown.signature, "big") + n
        other_forms = [larger.to_bytes(385, "big"), b"\x00" + shown.signature, shown.signature + b"\x00"]
        if larger < 2**3072:
            other_forms.append(larger.to_bytes(384, "big"))
        assert not any(blind.is_signed(public, Pass(shown.message, form)) for form in other_forms)
        refused += len(other_forms)
    assert refused >= 60


def test_pass_of_another_key_or_message_is_refused(signing_key, public):
    shown = a_pass(signing_key)
    other = blind.public_part(blind.new_signing_key())
    assert not blind.is_signed(other, shown)
    assert not blind.is_signed(public, Pass(secrets.token_bytes(32), shown.signature))
    assert not blind.is_signed(public, Pass(shown.message, bytes(384)))


def test_only_keys_as_the_door_makes_them_are_taken(public):
    small = rsa.generate_private_key(E, 2048).public_key()
    small_one = small.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    assert [blind.is_pass_key(each) for each in (public, small_one, public[:-1], b"")] == [True, False, False, False]


def test_fingerprint_is_the_same_every_time_and_differs_between_keys(public, key_of_the_rfc):
    letters = blind.fingerprint(public)
    assert letters == blind.fingerprint(public) != blind.fingerprint(blind.public_part(key_of_the_rfc))
    assert [len(group) for group in letters.split(" ")] == [4] * 8


@pytest.mark.parametrize("before", ["", "pass=", "#pass=", "https://floor.example.org/#pass=", " \n"])
def test_pass_is_read_however_it_was_copied(before):
    letters = as_letters(bytes(range(32)) + b"\x07" * 384)
    assert blind.read_pass(f"{before}{letters[:100]}\n {letters[100:]} ") == Pass(bytes(range(32)), b"\x07" * 384)


@pytest.mark.parametrize("typed", ["", "pass=", as_letters(b"x" * 415), as_letters(b"x" * 417), "é" * 555, "=" * 555])
def test_letters_that_are_no_pass_are_refused(typed):
    with pytest.raises(UnreadablePass):
        blind.read_pass(typed)


@given(st.text(max_size=700))
def test_whatever_is_pasted_is_a_pass_or_refused(typed):
    try:
        shown = blind.read_pass(typed)
    except UnreadablePass:
        return
    assert (len(shown.message), len(shown.signature)) == (32, 384)
