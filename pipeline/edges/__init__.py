"""The only code that touches disk, processes, Excel and Word."""
