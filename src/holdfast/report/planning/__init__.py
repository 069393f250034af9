"""The page about a choice among plans, and its figures."""
