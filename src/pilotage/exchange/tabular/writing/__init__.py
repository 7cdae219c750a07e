"""Plans as tables: CSV and XLSX. Cells that a spreadsheet would run are disarmed."""
