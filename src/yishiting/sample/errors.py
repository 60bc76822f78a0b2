"""What the sample refuses, and why.

SampleError
├── InvalidSampleSettingError    a number of people, a seed or a name is out of its range
├── InvalidDesignError           a data file of the sample does not say what it must
└── ForeignFolderError           the folder to be written holds files that are not a simulated conversation
"""

from __future__ import annotations


class SampleError(ValueError):
    """Base of everything that the sample refuses."""


class InvalidSampleSettingError(SampleError):
    """A number of people, a seed or the name of a deliberation is out of its range."""


class InvalidDesignError(SampleError):
    """A data file of the sample does not say what it must; the message names the file and the entry."""


class ForeignFolderError(SampleError):
    """The folder to be written holds files that are not a simulated conversation; nothing was changed."""
