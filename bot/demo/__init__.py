"""The demo business: a file, and its days made to begin on the day of the first start."""
