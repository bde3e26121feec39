"""Files the pages load, each by its name: what is not named is not there."""

from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

# What Python guesses differs between machines.
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """Serves the named files of a folder, compressed where a .gz of one lies beside it."""

    folder: Path
    names: tuple[str, ...]

    def add_to(self, app: web.Application, prefix: str) -> None:
        """Add `prefix/NAME` to an application."""
        app.router.add_get(prefix + "/{name}", self.serve)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET a file. The browser asks each time whether it changed, and mostly gets a 304."""
        name = request.match_info["name"]
        path = self.folder / name
        if name not in self.names or not path.is_file():
            raise web.HTTPNotFound
        headers = {"Cache-Control": "no-cache", "Content-Type": CONTENT_TYPES[path.suffix]}
        return web.FileResponse(path, headers=headers)
