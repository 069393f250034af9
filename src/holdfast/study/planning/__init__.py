"""Choosing among plans: played against every course on the same draws, judged, searched."""
