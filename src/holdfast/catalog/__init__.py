"""Scenarios, treaties and campaign cards shipped as data."""
