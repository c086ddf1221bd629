"""Ed25519 verification in plain Python, after RFC 8032 sections 5.1.1 to 5.1.7.

Only public data passes through here, so nothing has to run in constant time.
A signature takes a few milliseconds.
"""

import hashlib

# The field is the integers modulo P (section 5.1). The base point generates a group of
# prime order ORDER. D is the constant of the curve -x^2 + y^2 = 1 + D x^2 y^2.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQUARE_ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)

POINT_BYTES = 32
SIGNATURE_BYTES = 64

# A point is (X, Y, Z, T) with x = X / Z, y = Y / Z and x * y = T / Z (section 5.1.4).
NEUTRAL = (0, 1, 1, 0)


def add(left, right):
    """The sum of two points (section 5.1.4); also right if both are the same point."""
    x1, y1, z1, t1 = left
    x2, y2, z2, t2 = right
    a = (y1 - x1) * (y2 - x2) % P
    b = (y1 + x1) * (y2 + x2) % P
    c = 2 * t1 * t2 * D % P
    d = 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def double(point):
    """The point added to itself (section 5.1.4), with fewer multiplications than add."""
    x, y, z, _ = point
    a = x * x % P
    b = y * y % P
    h = a + b
    e = h - (x + y) ** 2
    g = a - b
    f = 2 * z * z + g
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def multiply(number, point):
    """The point added up `number` times, by doubling once for each bit of the number."""
    total = NEUTRAL
    for bit in bin(number)[2:]:
        total = double(total)
        if bit == "1":
            total = add(total, point)
    return total


def same(left, right):
    """Whether two points are equal: compare x and y with the denominators multiplied out."""
    x1, y1, z1, _ = left
    x2, y2, z2, _ = right
    return (x1 * z2 - x2 * z1) % P == 0 and (y1 * z2 - y2 * z1) % P == 0


def recover_x(y, sign):
    """The x that belongs to y and has the given lowest bit, or None (section 5.1.3).

    P is 5 modulo 8, so a candidate for a square root is a power, and the other candidate is
    that power times the square root of minus one.
    """
    u = (y * y - 1) % P
    v = (D * y * y + 1) % P
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if v * x * x % P == P - u:
        x = x * SQUARE_ROOT_OF_MINUS_ONE % P
    if (v * x * x - u) % P != 0:
        return None
    if x == 0 and sign == 1:
        return None
    return x if x % 2 == sign else P - x


def decode_point(data):
    """The point that 32 bytes stand for, or None if they stand for none (section 5.1.3).

    A y that is not below P is refused: each point has exactly one encoding.
    """
    if len(data) != POINT_BYTES:
        return None
    number = int.from_bytes(data, "little")
    sign = number >> 255
    y = number & (2**255 - 1)
    if y >= P:
        return None
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, -1, P) % P
BASE = (recover_x(BASE_Y, 0), BASE_Y, 1, recover_x(BASE_Y, 0) * BASE_Y % P)


def verify(public_key, message, signature):
    """Whether the signature over the message belongs to the public key (section 5.1.7).

    S must be below the group order, otherwise one signature could be turned into others.
    Of the two equations that the RFC allows this checks the stricter, without the factor 8.
    """
    if len(signature) != SIGNATURE_BYTES:
        return False
    key_point = decode_point(public_key)
    nonce_point = decode_point(signature[:POINT_BYTES])
    s = int.from_bytes(signature[POINT_BYTES:], "little")
    if key_point is None or nonce_point is None or s >= ORDER:
        return False
    digest = hashlib.sha512(signature[:POINT_BYTES] + public_key + message).digest()
    k = int.from_bytes(digest, "little") % ORDER
    return same(multiply(s, BASE), add(nonce_point, multiply(k, key_point)))
