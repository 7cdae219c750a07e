"""Sources of rows: delimited text, workbooks, JSON documents and JSON lines."""
