"""The worker that delivers the outbox."""
