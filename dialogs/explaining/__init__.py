"""Answers why a time is not offered: to staff rule by rule, to customers in plain words."""
