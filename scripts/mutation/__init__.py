"""Plants small faults in the core, one at a time, and counts those its unit tests find."""
