"""The front page, search, sitemap: where everything is found."""
