"""From words to arrays: load, check, compile."""
