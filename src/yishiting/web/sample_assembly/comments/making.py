"""Put the invented comments into the database, with counts that are true of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from yishiting.web.comments.actions.counting import comments_above, path_below
from yishiting.web.comments.models import Comment, Commenter, Decision, Recommendation, Report
from yishiting.web.comments.text import language_of
from yishiting.web.people.models import Account
from yishiting.web.sample_assembly.comments.words import ON_EXHIBITS, ON_RELEASES, READERS, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.exhibition.models import Exhibit
    from yishiting.web.press.models import Release
    from yishiting.web.sample_assembly.comments.words import CommentWords

_DECIDED = {Status.REMOVED, Status.REJECTED}


def make_comments(releases: Mapping[str, Release], exhibits: Mapping[str, Exhibit], now: datetime) -> None:
    """Make readers and their comments; one is reported, one removed, a few wait."""
    maker = _Maker(_make_readers(now), now)
    level = [(said, maker.remark(said, release=releases[slug])) for slug, all_ in ON_RELEASES.items() for said in all_]
    level += [(said, maker.remark(said, exhibit=exhibits[slug])) for slug, all_ in ON_EXHIBITS.items() for said in all_]
    made: list[tuple[CommentWords, Comment]] = []
    while level:
        Comment.objects.bulk_create(comment for _said, comment in level)
        for _said, comment in level:
            comment.path = path_below(comment.parent, comment.pk)
        made += level
        level = [(reply, maker.reply(reply, comment)) for said, comment in level for reply in said.replies]
    _count([comment for _said, comment in made])
    Comment.objects.bulk_update([comment for _said, comment in made], ["path", "n_replies"])
    maker.judge(made)


def _make_readers(now: datetime) -> dict[str, Commenter]:
    """Make readers; accounts have no address and no way in."""
    accounts = Account.objects.bulk_create(
        Account(name=said.name, password=make_password(None), is_active=False, joined_at=now)
        for said in READERS.values()
        if said.has_account
    )
    to_give = iter(accounts)
    readers = Commenter.objects.bulk_create(
        Commenter(
            account=next(to_give) if said.has_account else None,
            name=said.name,
            place=said.place,
            is_sample=True,
            made_at=now,
        )
        for said in READERS.values()
    )
    return dict(zip(READERS, readers, strict=True))


def _count(comments: list[Comment]) -> None:
    """Write beside each comment how many accepted ones stand below it at any depth."""
    by_key = {each.pk: each for each in comments}
    for comment in comments:
        if comment.status == Status.ACCEPTED:
            for key in comments_above(comment):
                by_key[key].n_replies += 1


@dataclass(frozen=True)
class _Maker:
    readers: Mapping[str, Commenter]
    now: datetime

    def remark(self, said: CommentWords, *, release: Release | None = None, exhibit: Exhibit | None = None) -> Comment:
        """Make a remark on a thing."""
        return self._comment(said, Comment(release=release, exhibit=exhibit, stance=said.stance))

    def reply(self, said: CommentWords, to: Comment) -> Comment:
        """Make a reply to a comment that is there."""
        depth = to.depth + 1
        place = {"release": to.release, "exhibit": to.exhibit, "parent": to, "root": to.root or to, "depth": depth}
        return self._comment(said, Comment(**place))

    def _comment(self, said: CommentWords, comment: Comment) -> Comment:
        author = self.readers[said.by]
        comment.author, comment.name, comment.place = author, author.name, author.place
        comment.text, comment.language = said.text, language_of(said.text, "en")
        comment.status, comment.reason, comment.note = said.status, said.reason, said.note
        comment.n_recommendations, comment.n_reports = len(said.liked_by), 1 if said.reported[0] else 0
        comment.made_at = self.now - said.ago
        comment.decided_at = self.now - said.ago / 2 if said.status in _DECIDED else None
        return comment

    def judge(self, made: list[tuple[CommentWords, Comment]]) -> None:
        """Make what others think of the comments: recommendations, reports, decisions."""
        Recommendation.objects.bulk_create(
            Recommendation(comment=comment, account=self.readers[name].account, made_at=self.now - said.ago / 2)
            for said, comment in made
            for name in said.liked_by
        )
        Report.objects.bulk_create(
            Report(comment=comment, by=self.readers[name], reason=reason, made_at=self.now - said.ago / 2)
            for said, comment in made
            for name, reason in (said.reported,)
            if name
        )
        Decision.objects.bulk_create(
            Decision(
                comment=comment,
                status_before=Status.ACCEPTED,
                status=comment.status,
                reason=said.reason,
                note=said.note,
                made_at=self.now - said.ago / 2,
            )
            for said, comment in made
            if said.status in _DECIDED
        )
