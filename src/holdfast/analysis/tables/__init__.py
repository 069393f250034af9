"""Every table that people see, built once from results: one file a subject."""
