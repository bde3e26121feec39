"""News of a hand-over as they are shown to staff: one sentence and one card for all of it."""

from collections.abc import Mapping

from cards.channels import Channel
from cards.hand_over_news import render_hand_over_news
from cards.hand_over_views import HandOverNewsCardView
from language.texts import Texts
from notifications.ports import ChatMessage
from scheduling.hand_over_views import HandOverNewsView
from scheduling.handing_over import HandOverState


def render_hand_over(news: HandOverNewsView) -> Mapping[Channel, ChatMessage]:
    """Say the news in the business's language, once for each kind of channel."""
    texts = Texts(news.language_tag)
    said = _sentence(news, texts)
    view = HandOverNewsCardView(headline=said, news=news)
    return {
        channel: ChatMessage(said, render_hand_over_news(view, texts, channel))
        for channel in Channel
    }


def _sentence(news: HandOverNewsView, texts: Texts) -> str:
    hand_over = news.hand_over
    takers = dict.fromkeys(each.taker.display_name for each in hand_over.taken)
    due_at = hand_over.expires_at
    return texts.say(
        f"news-hand-over-{hand_over.state.value}{_told_as(news)}",
        count=len(hand_over.taken),
        leaving=hand_over.leaving.display_name,
        takers=texts.list(list(takers)),
        due=texts.day_and_time(due_at, news.time_zone) if due_at else "",
    )


def _told_as(news: HandOverNewsView) -> str:
    """Say of what is done whether it was theirs, is theirs now, or goes on beside them."""
    hand_over = news.hand_over
    if hand_over.state is not HandOverState.DONE:
        return ""
    if hand_over.leaving.staff_member_id == news.own_id:
        return "-lost"
    takes = any(each.taker.staff_member_id == news.own_id for each in hand_over.taken)
    return "-taken" if takes else "-beside"
