"""What the front page, search and sitemap need to find things quickly."""

from yishiting.web.front.models.entry import SearchEntry

__all__ = ["SearchEntry"]
