"""Running futures and keeping what they gave."""
