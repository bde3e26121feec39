"""What every method of the channel has around it: origins, limits, and the error envelope."""

from dataclasses import dataclass

from aiohttp import web

from bot.direct_line.gatekeeper import KnockCounter
from bot.direct_line.origins import Origins, allow_origin
from bot.direct_line.refusals import DirectLineRefused, Refusal
from bot.doors.error_answers import Handler


@dataclass(frozen=True, slots=True)
class Guard:
    """Lets requests of allowed pages through, counted, and writes refusals as Direct Line does."""

    origins: Origins
    knocks: KnockCounter

    def around(self, handler: Handler) -> Handler:
        """The handler with the guard in front of it."""

        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self.origins.allows(request):
                return DirectLineRefused(Refusal.FOREIGN_ORIGIN).answer()
            response = await self._answer(request, handler)
            if not response.prepared:
                allow_origin(request, response)
            return response

        return guarded

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            self.knocks.count_request(request)
            return await handler(request)
        except DirectLineRefused as refused:
            return refused.answer()
