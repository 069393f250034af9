"""The only place that knows both words and arrays: cards and scenarios become theatres."""
