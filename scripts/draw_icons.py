"""Draws the icons of the Teams app: `python -m scripts.draw_icons`. They are kept in app_manifest/.

A bell on a desk, on the colour of the app (192 x 192), and as a white outline (32 x 32).
Shapes are functions of a point in a square of side 1, origin top left, that say "inside" or not.
"""

import struct
import sys
import zlib
from collections.abc import Callable
from itertools import product

from scripts.commands import ROOT

Shape = Callable[[float, float], bool]
Colour = tuple[int, int, int]

TEAL: Colour = (11, 90, 90)
WHITE: Colour = (255, 255, 255)
FINENESS = 6  # samples per pixel and direction: soft edges
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
RGBA = 6


def disc(centre_x: float, centre_y: float, radius: float) -> Shape:
    """All points within `radius` of the centre."""
    return lambda x, y: (x - centre_x) ** 2 + (y - centre_y) ** 2 <= radius**2


def bar(start_x: float, start_y: float, end_x: float, end_y: float, width: float) -> Shape:
    """A line with round ends."""
    along_x, along_y = end_x - start_x, end_y - start_y
    length_squared = along_x**2 + along_y**2 or 1.0

    def inside(x: float, y: float) -> bool:
        position = ((x - start_x) * along_x + (y - start_y) * along_y) / length_squared
        nearest = min(1.0, max(0.0, position))
        offset_x = x - start_x - nearest * along_x
        offset_y = y - start_y - nearest * along_y
        return offset_x**2 + offset_y**2 <= (width / 2) ** 2

    return inside


def above(limit: float, shape: Shape) -> Shape:
    """The part of a shape above a horizontal line."""
    return lambda x, y: y <= limit and shape(x, y)


def union(*shapes: Shape) -> Shape:
    """What is in any of the shapes."""
    return lambda x, y: any(shape(x, y) for shape in shapes)


def without(shape: Shape, *holes: Shape) -> Shape:
    """What is in the shape and in none of the holes."""
    return lambda x, y: shape(x, y) and not any(hole(x, y) for hole in holes)


def bell_with_tick() -> Shape:
    """A bell on a desk, a tick on it: booked."""
    dome = above(0.59, disc(0.5, 0.59, 0.22))
    tick = union(bar(0.42, 0.50, 0.475, 0.55, 0.036), bar(0.475, 0.55, 0.58, 0.445, 0.036))
    knob = union(disc(0.5, 0.315, 0.035), bar(0.5, 0.33, 0.5, 0.38, 0.03))
    return union(without(dome, tick), knob, bar(0.27, 0.655, 0.73, 0.655, 0.05))


def bell_outline() -> Shape:
    """The same bell as lines, filling the square."""
    ring = without(disc(0.5, 0.68, 0.37), disc(0.5, 0.68, 0.295))
    knob = union(disc(0.5, 0.16, 0.075), bar(0.5, 0.2, 0.5, 0.33, 0.07))
    lines = (bar(0.13, 0.68, 0.87, 0.68, 0.075), bar(0.1, 0.87, 0.9, 0.87, 0.085))
    return union(above(0.68, ring), knob, *lines)


def icon(size: int, shape: Shape, ink: Colour, paper: Colour | None) -> bytes:
    """A square PNG of `shape` in `ink`, on `paper` or on nothing."""
    rows = []
    for row in range(size):
        pixels = [_pixel(_cover(shape, column, row, size), ink, paper) for column in range(size)]
        rows.append(b"\x00" + b"".join(map(bytes, pixels)))
    header = struct.pack(">IIBBBBB", size, size, 8, RGBA, 0, 0, 0)
    data = zlib.compress(b"".join(rows), 9)
    return PNG_SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def main() -> int:
    """Write both icons."""
    folder = ROOT / "app_manifest"
    (folder / "color.png").write_bytes(icon(192, bell_with_tick(), WHITE, TEAL))
    (folder / "outline.png").write_bytes(icon(32, bell_outline(), WHITE, None))
    return 0


def _cover(shape: Shape, column: int, row: int, size: int) -> float:
    steps = [(step + 0.5) / FINENESS for step in range(FINENESS)]
    hits = sum(shape((column + dx) / size, (row + dy) / size) for dx, dy in product(steps, steps))
    return hits / FINENESS**2


def _pixel(cover: float, ink: Colour, paper: Colour | None) -> tuple[int, ...]:
    if paper is None:
        return (*ink, round(255 * cover))
    mixed = [
        round(cover * top + (1 - cover) * under) for top, under in zip(ink, paper, strict=True)
    ]
    return (*mixed, 255)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    sys.exit(main())
