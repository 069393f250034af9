"""The clause language and everything static about it."""
