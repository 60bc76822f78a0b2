"""Find deliberations and statements by their addresses, with what the table of permissions reads of them."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from yishiting.web.deliberation.models import Deliberation, ResultFile, Statement
from yishiting.web.deliberation.result_files import ANNOUNCED_MATRIX


def find_deliberation(slug: str) -> Deliberation:
    """Give the deliberation of an address, or answer that there is none."""
    return get_object_or_404(Deliberation.objects.select_related("forum"), slug=slug)


def find_statement(slug: str, number: int) -> Statement:
    """Give a statement by its number within its deliberation, or answer that there is none."""
    statements = Statement.objects.select_related("deliberation__forum", "author")
    return get_object_or_404(statements, deliberation__slug=slug, number=number)


def find_published(slug: str, number: int) -> Deliberation:
    """Give the deliberation of a published result, or answer that there is none."""
    of_number = Deliberation.objects.select_related("forum").filter(published_results__number=number)
    return get_object_or_404(of_number, slug=slug)


def find_public_file(slug: str, number: int, name: str) -> Deliberation:
    """Give the deliberation of a file that is for everybody; one with single answers is not there."""
    return _of_file(slug, number, name, has_single_answers=False)


def find_file_with_answers(slug: str, number: int, name: str) -> Deliberation:
    """Give the deliberation of a file with single answers."""
    return _of_file(slug, number, name, has_single_answers=True)


def find_announced_matrix(slug: str, number: int) -> Deliberation:
    """Give the deliberation of a matrix that was announced to become public."""
    return _of_file(slug, number, ANNOUNCED_MATRIX, has_single_answers=True)


def _of_file(slug: str, number: int, name: str, *, has_single_answers: bool) -> Deliberation:
    if not name.isprintable():  # PostgreSQL takes no NUL, not even in a question
        raise Http404
    files = ResultFile.objects.filter(name=name, has_single_answers=has_single_answers)
    of_result = files.filter(result__number=number, result__deliberation__slug=slug)
    return get_object_or_404(
        Deliberation.objects.select_related("forum"), pk__in=of_result.values("result__deliberation")
    )
