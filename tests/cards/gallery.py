"""Pictures of every card on both channels, for looking at: `make cards`."""

import asyncio
import sys
from pathlib import Path

from cards.channels import Channel
from language.texts import Texts
from tests.cards.renderer import ROOT, Renderer, opened_renderer
from tests.cards.samples import SAMPLES

FOLDER = ROOT / "build" / "cards"


async def _draw_all(folder: Path) -> list[str]:
    texts = Texts("en")
    async with opened_renderer() as renderer:
        problems = [
            problem
            for name in SAMPLES
            for channel in Channel
            for problem in await _draw(renderer, texts, name, channel, folder)
        ]
    return problems + [f"a card fetched {each}" for each in renderer.requested]


async def _draw(
    renderer: Renderer, texts: Texts, name: str, channel: Channel, folder: Path
) -> list[str]:
    rendered = await renderer.render(SAMPLES[name](texts, channel), channel)
    await renderer.picture(folder / f"{name}.{channel.value}.png")
    return [f"{name} on {channel.value}: {each}" for each in rendered.events]


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    problems = asyncio.run(_draw_all(FOLDER))
    for each in problems:
        sys.stderr.write(f"{each}\n")
    sys.stdout.write(f"{len(SAMPLES) * len(Channel)} pictures in {FOLDER}\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
