"""What a WSGI server calls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from yishiting.web.serving.acknowledging import AcknowledgingOnlyWhatLasts

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yishiting.web.settings")
application = AcknowledgingOnlyWhatLasts(get_wsgi_application())
