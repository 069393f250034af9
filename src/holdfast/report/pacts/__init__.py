"""Promises drawn and told."""
