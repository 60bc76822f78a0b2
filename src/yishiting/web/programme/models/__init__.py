"""What an assembly is made of: hosts, forums, sessions in rooms, speakers; and what somebody starred of it."""

from yishiting.web.programme.models.agenda import Agenda, Notice, Star
from yishiting.web.programme.models.assembly import Assembly, languages_at_first
from yishiting.web.programme.models.document import Document, DocumentSlice
from yishiting.web.programme.models.forum import Forum, Host
from yishiting.web.programme.models.session import PUBLIC, Appearance, Room, Session, SessionChange
from yishiting.web.programme.models.speaker import Speaker

__all__ = [
    "PUBLIC",
    "Agenda",
    "Appearance",
    "Assembly",
    "Document",
    "DocumentSlice",
    "Forum",
    "Host",
    "Notice",
    "Room",
    "Session",
    "SessionChange",
    "Speaker",
    "Star",
    "languages_at_first",
]
