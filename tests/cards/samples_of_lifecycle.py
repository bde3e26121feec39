"""The card on which an administrator names a copy."""

from cards.lifecycle import CopyServiceView, render_copy_form
from tests.cards.facts import HOSTILE, WIDE
from tests.cards.sampling import Sample, sample

LIFECYCLE: dict[str, Sample] = {
    "copy-service": sample(
        render_copy_form,
        CopyServiceView(
            prompt="Copy the service Haircut. What shall the copy be called?",
            service_id="haircut",
            name="Haircut for kids",
            key="k-1",
        ),
    ),
    "copy-service-extreme": sample(
        render_copy_form,
        CopyServiceView(prompt=HOSTILE, service_id="haircut", name=WIDE, key="k-1"),
    ),
}
