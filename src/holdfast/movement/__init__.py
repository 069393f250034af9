"""Who gets where and when, over lines, ports, ships, aircraft and roads that carry so much."""
