"""Ways back to people, without a chat to make them."""

from scheduling.actors import Principal
from storage.conversation_references import StoredReference, save_reference
from storage.database import Database


async def heard_from(database: Database, principal: Principal) -> None:
    """Let somebody have been heard in a chat of their own."""
    stored = StoredReference(
        principal=principal,
        conversation_id=f"with-{principal.user_id}",
        is_personal=True,
        reference={},
    )
    await database.write(lambda connection: save_reference(connection, stored))
