"""Maps of a theatre and of its fronts."""
