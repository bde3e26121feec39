"""Whose address a request comes from."""

from ipaddress import IPv6Address, ip_address, ip_network

from aiohttp import web


def client_address(request: web.Request, *, trusts_proxy: bool) -> str:
    """The address to count by: an IPv4 address, or the /64 network of an IPv6 address.

    Behind one trusted proxy it is the last entry of X-Forwarded-For, the only one the proxy wrote
    itself; otherwise the header is an outsider's claim and not looked at.
    """
    peer = request.remote or ""
    if not trusts_proxy:
        return _group(peer)
    forwarded = ",".join(request.headers.getall("X-Forwarded-For", []))
    return _group(forwarded.rpartition(",")[2].strip()) or _group(peer)


def _group(text: str) -> str:
    try:
        address = ip_address(text)
    except ValueError:
        return ""
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address.packed, 64), strict=False))
