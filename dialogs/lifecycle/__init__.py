"""What administrators say of who left and of services that go, come back or are copied."""
