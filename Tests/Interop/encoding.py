"""Text encodings that the formats share, each with exactly one accepted spelling."""

import base64
import binascii
import re

from errors import Rejected

HASH_BYTES = 32
DECIMAL = re.compile("0|[1-9][0-9]*")
# Sizes, indexes and times are unsigned 64-bit numbers: at most 20 digits.
UINT64_MAX = 2**64 - 1
UINT64_DIGITS_MAX = 20


def decode_base64(text, what):
    """The bytes of standard base64 with padding (RFC 4648 section 4).

    Encoding the bytes again must give the same text. That refuses missing padding, other
    alphabets, and bits set where the padding stands.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Rejected(f"{what} is not standard base64") from None
    if base64.b64encode(data).decode() != text:
        raise Rejected(f"{what} is not the one base64 spelling of its bytes")
    return data


def decode_hash(text, what):
    """A SHA-256 hash in base64."""
    data = decode_base64(text, what)
    if len(data) != HASH_BYTES:
        raise Rejected(f"{what} has {len(data)} bytes, not {HASH_BYTES}")
    return data


def decode_decimal(text, what):
    """A decimal number in ASCII without sign or leading zeros (C2SP tlog-checkpoint)."""
    if not DECIMAL.fullmatch(text):
        raise Rejected(f"{what} is not a plain decimal number")
    if len(text) > UINT64_DIGITS_MAX or int(text) > UINT64_MAX:
        raise Rejected(f"{what} does not fit into 64 bits")
    return int(text)


def decode_utf8(data, what):
    """UTF-8 text."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Rejected(f"{what} is not UTF-8") from None
