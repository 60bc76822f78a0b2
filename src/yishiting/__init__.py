"""Yishiting 议事厅: a council chamber that finds what every group can support."""

__version__ = "0.1.0"
