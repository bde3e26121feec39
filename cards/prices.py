"""A price in words, by how it is meant."""

from language.texts import Texts
from scheduling.catalog import Price, PriceType

_KEYS = {
    PriceType.FIXED_PRICE: "card-price-fixed",
    PriceType.STARTING_AT: "card-price-starting-at",
    PriceType.HOURLY: "card-price-hourly",
    PriceType.FREE: "card-price-free",
    PriceType.PRICE_VARIES: "card-price-varies",
    PriceType.CALL_US: "card-price-call-us",
}


def price_text(price: Price, currency: str, texts: Texts) -> str:
    """Write a price, or "" where none was set. `currency` is an ISO 4217 code."""
    key = _KEYS.get(price.price_type)
    return "" if key is None else texts.say(key, amount=texts.price(price.amount, currency))
