"""Compiled: numpy and numba only; one subject a file; day.py is the order of a day."""
