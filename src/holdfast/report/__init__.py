"""Tables, figures, prose, one page."""
