"""The one exception of this verifier."""


class Rejected(Exception):
    """What was given is malformed or does not verify; the text says why, in one sentence."""
