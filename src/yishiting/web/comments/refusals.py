"""What may be said to somebody whose comment, or word about one, is not taken.

RefusedError
├── AlreadyWrittenError     their remark on this stands already
├── EditTimeOverError       it can only be taken back
├── OwnCommentError         nobody recommends or reports what they wrote
└── TooDeepError            one replies further up
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from yishiting.web.comments.models import Comment


class RefusedError(Exception):
    """Base of all; its text is for the person who asked."""


class AlreadyWrittenError(RefusedError):
    """Everybody has one remark on each thing."""

    def __init__(self, comment: Comment) -> None:
        super().__init__(_("You have commented on this already. Here you can change what you wrote."))
        self.comment = comment


class EditTimeOverError(RefusedError):
    """Others have read and answered it by now."""

    def __init__(self) -> None:
        super().__init__(_("The time for changing this comment is over. You can still take it back."))


class OwnCommentError(RefusedError):
    """It is their own."""

    def __init__(self) -> None:
        super().__init__(_("This is your own comment."))


class TooDeepError(RefusedError):
    """Below this comment no other can stand."""

    def __init__(self) -> None:
        super().__init__(_("This conversation goes no deeper. Please reply to a comment further up."))
