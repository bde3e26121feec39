"""Why an activity got no answer this time. Its channel may deliver it again."""


class DeliveryFailed(Exception):
    """The reply is stored, but the channel did not take it. A new delivery goes on from there."""


class TurnBusy(Exception):
    """The turn before this one did not end in time. Nothing was done."""
