"""What can keep a chamber from being served.

ServingError
├── DataFolderError        the data folder cannot be used
├── AddressError           nothing can listen there, or must not
├── DamagedDatabaseError   the data are damaged
└── DatabaseNotThereError  the database does not answer
"""

from __future__ import annotations


class ServingError(ValueError):
    """The chamber cannot be served; the message says why, and what to do."""


class DataFolderError(ServingError):
    """The data folder cannot be used."""


class AddressError(ServingError):
    """Nothing can listen at this address, or must not."""


class DamagedDatabaseError(ServingError):
    """The data are damaged."""


class DatabaseNotThereError(ServingError):
    """The database does not answer, or not as it should."""
