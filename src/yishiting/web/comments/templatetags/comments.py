"""Comments under a thing that is another app's page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import mark_safe

from yishiting.web.comments.policy import held_because, reason_title
from yishiting.web.comments.showing import section_of
from yishiting.web.comments.subject import Subject

if TYPE_CHECKING:
    from datetime import datetime

    from django.template import Context

    from yishiting.web.comments.models import Comment
    from yishiting.web.exhibition.models import Exhibit
    from yishiting.web.press.models import Release

register = template.Library()


@register.inclusion_tag("comments/parts/section.html", takes_context=True)
def comments_on(context: Context, thing: Release | Exhibit) -> dict[str, Any]:
    """Draw the comments on a release or an exhibit; nothing as long as the thing is not public.

    The page links comments.css and has parts/htmx.html once.
    """
    subject = Subject(thing)
    known: dict[str, Any] = {str(name): value for name, value in context.flatten().items()}
    if not subject.is_public:
        return {**known, "section": None}
    return {**known, "section": section_of(context["request"], subject, timezone.now())}


@register.filter
def in_paragraphs(text: str) -> str:
    """Give plain text in paragraphs; addresses in it stay text."""
    # Django's own filter escapes every character of the text.
    return mark_safe(linebreaks(text, autoescape=True))  # noqa: S308


@register.filter
def can_be_edited(comment: Comment, editable_since: datetime) -> bool:
    """Tell whether its author may still change a comment."""
    return comment.made_at > editable_since


@register.filter
def why(comment: Comment) -> str:
    """Say why a comment waits, was not accepted or was removed; "" where nobody has said."""
    if comment.status == comment.Status.WAITING:
        return held_because(comment.reason)
    return reason_title(comment.reason)
