"""What answers say: numbers, sentences, campaigns told."""
