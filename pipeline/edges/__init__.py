"""The only code that touches disk, clock, Excel and Word."""
