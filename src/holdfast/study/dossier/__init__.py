"""What a run folder keeps for a reader, made from a card or a scenario."""
