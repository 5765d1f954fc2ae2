"""A packet's fingerprint: the same content always gives the same digest."""

import hashlib
import json
from typing import Any

Packet = dict[str, Any]


def canonical_json(content: Packet) -> str:
    """JSON with sorted keys and no spaces; ValueError for NaN, which would not survive the database."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def digest_of(content: Packet) -> str:
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
