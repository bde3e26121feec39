"""From the first day of a business, a service or a person here to the last, and back."""
