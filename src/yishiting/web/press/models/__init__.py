"""The press room: releases with their corrections, journalists' accreditation, questions and answers."""

from yishiting.web.press.models.accreditation import Accreditation
from yishiting.web.press.models.addressee import Addressee
from yishiting.web.press.models.question import Citation, Question, Second
from yishiting.web.press.models.release import Correction, Release, ReleaseMail, public_at

__all__ = [
    "Accreditation",
    "Addressee",
    "Citation",
    "Correction",
    "Question",
    "Release",
    "ReleaseMail",
    "Second",
    "public_at",
]
