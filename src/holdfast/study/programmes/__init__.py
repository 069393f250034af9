"""Programmes on record, foretold from their first years through the economy of preparation."""
