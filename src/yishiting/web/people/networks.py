"""From where somebody comes, as far as it is kept: a keyed hash, which is another one tomorrow."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from datetime import datetime

_SALT = "yishiting.network"
_HOUSEHOLD = 64  # bits: what a provider gives to one customer, who may use every address in it


def network_of(address: str) -> str:
    """Give the network of an address: an IPv4 address is one by itself, of an IPv6 address its first half counts."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        return str(ipaddress.ip_network((int(known), _HOUSEHOLD), strict=False))
    return str(known)


def network_key(address: str, now: datetime) -> str:
    """Give what is kept in place of an address on one day."""
    said = f"{now.date().isoformat()} {network_of(address)}"
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()
