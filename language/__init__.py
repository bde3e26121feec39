"""What a text means, and every sentence said back."""
