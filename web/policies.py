"""Content security policies of the pages (W3C CSP Level 3): nothing inline runs, ever."""

import re

_HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:]+\](:\d{1,5})?")

# SHA-256 of nothing: a part of Web Chat begins with an empty style element and lacks the nonce.
_EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"

PLAIN_PAGE = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def chat_policy(nonce: str, host: str, frame_ancestors: str = "'none'") -> str:
    """The policy of a page with Web Chat in it.

    Web Chat writes its styles at run time (the nonce) and works in a blob: worker. Its stream is
    named by host besides 'self', which not every browser applies to WebSockets.
    """
    streams = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            f"style-src 'self' 'nonce-{nonce}' {_EMPTY_STYLE}",
            "img-src 'self' data: blob:",
            f"connect-src 'self'{streams}",
            "worker-src blob:",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {frame_ancestors}",
        )
    )
