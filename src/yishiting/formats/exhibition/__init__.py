"""The exhibitors of an assembly and what they show, as a table: written, and read back."""

from yishiting.formats.exhibition.exhibitors_csv import (
    ExhibitorRow,
    ExhibitRow,
    Expected,
    Fault,
    ReadRows,
    columns_of,
    write_exhibitors_csv,
)
from yishiting.formats.exhibition.exhibitors_csv_reading import read_exhibitors_csv

__all__ = [
    "ExhibitRow",
    "ExhibitorRow",
    "Expected",
    "Fault",
    "ReadRows",
    "columns_of",
    "read_exhibitors_csv",
    "write_exhibitors_csv",
]
