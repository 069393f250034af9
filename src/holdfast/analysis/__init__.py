"""Pure estimators and their frozen results."""
