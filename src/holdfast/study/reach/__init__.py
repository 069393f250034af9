"""Answers `holdfast reach`: of a movement, and of a scenario."""
