"""The tables of a run as files: a workbook, CSV, Parquet."""
