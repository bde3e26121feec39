"""Tables, repositories, transactions, migrations and conversation state."""
