"""What runs things to answer a question."""
