"""One announcement from the outbox to the person: still true? then say it, then settle it."""

import asyncio
import logging
from datetime import timedelta

from notifications.ports import ChatSender, Delivery, OutboxQueue, Outcome, Recipient
from notifications.rendering import NewsLinks, render_news
from scheduling.actors import SystemActor
from scheduling.announcements import Announcement, ClaimedAnnouncement
from scheduling.ports import Transactions
from scheduling.service.telling import AskNews, get_news
from scheduling.views import NewsView
from scheduling.waitlist_views import OfferNewsView

_LOGGER = logging.getLogger(__name__)


class Deliverer:
    """Delivers announcements that were claimed; `send_timeout` bounds one sending."""

    def __init__(
        self,
        *,
        queue: OutboxQueue,
        transactions: Transactions,
        sender: ChatSender,
        links: NewsLinks,
        send_timeout: timedelta,
    ) -> None:
        self._queue = queue
        self._transactions = transactions
        self._sender = sender
        self._links = links
        self._send_timeout = send_timeout

    async def deliver(self, claimed: ClaimedAnnouncement) -> None:
        """Tell one announcement, or find out why not, and write down which. Never raises."""
        try:
            await self._tell(claimed)
        except Exception as error:  # one broken announcement must not stop the rest
            _LOGGER.exception("announcement_failed", extra=_ids(claimed.announcement))
            await self._note_failure(claimed, type(error).__name__)

    async def _tell(self, claimed: ClaimedAnnouncement) -> None:
        announcement = claimed.announcement
        news = await self._transactions.read(get_news, SystemActor(), AskNews(announcement))
        if news is None:
            await self._queue.void(claimed)
            return
        await self._settle(claimed, await self._send(announcement, news))

    async def _send(self, announcement: Announcement, news: NewsView | OfferNewsView) -> Delivery:
        recipient = Recipient(
            announcement.business_id,
            announcement.recipient_kind,
            announcement.recipient_id,
            announcement.appointment_id,
        )
        try:
            async with asyncio.timeout(self._send_timeout.total_seconds()):
                return await self._sender.send(recipient, render_news(news, self._links))
        except TimeoutError:
            return Delivery(Outcome.LATER, code="timeout")

    async def _settle(self, claimed: ClaimedAnnouncement, delivery: Delivery) -> None:
        code = delivery.code or delivery.outcome.value
        match delivery.outcome:
            case Outcome.SENT:
                await self._queue.finish(claimed)
            case Outcome.NOWHERE:
                await self._queue.unreached(claimed)
            case Outcome.LATER:
                await self._queue.fail(claimed, code, retry_after=delivery.retry_after)
            case Outcome.REFUSED | Outcome.UNREACHABLE:
                await self._queue.fail(claimed, code, is_permanent=True)

    async def _note_failure(self, claimed: ClaimedAnnouncement, code: str) -> None:
        try:
            await self._queue.fail(claimed, code)
        except Exception:  # the lease runs out by itself
            _LOGGER.exception("announcement_not_settled", extra=_ids(claimed.announcement))


def _ids(announcement: Announcement) -> dict[str, str]:
    return {"business_id": announcement.business_id, "announcement_id": announcement.dedupe}
