"""What the sample refuses, and why.

SampleError
├── InvalidSampleSettingError    a number of people, a seed or a name is out of its range
├── InvalidDesignError           a data file of the sample does not say what it must
└── SampleOutputError            the place to write to is taken by something else, or may not be written
"""

from __future__ import annotations


class SampleError(ValueError):
    """Base of everything that the sample refuses."""


class InvalidSampleSettingError(SampleError):
    """A number of people, a seed or the name of a deliberation is out of its range."""


class InvalidDesignError(SampleError):
    """A data file of the sample does not say what it must; the message names the file and the entry."""


class SampleOutputError(SampleError):
    """The place to write to is taken by something else, or may not be written."""
