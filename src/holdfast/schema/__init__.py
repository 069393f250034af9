"""What a user may write: frozen, typed, extra-forbidding."""
