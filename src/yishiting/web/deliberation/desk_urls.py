"""Addresses of deliberations at the desk."""

from __future__ import annotations

from django.urls import path

from yishiting.web.deliberation.views import desk, desk_import, desk_queue, desk_statements, desk_steps, hall

_ONE = "desk/deliberations/<slug:slug>/"
_STATEMENT = f"{_ONE}statements/<int:number>/"

urlpatterns = [
    path("desk/forums/<slug:slug>/new-deliberation/", desk.desk_deliberation_new, name="desk_deliberation_new"),
    path(_ONE, desk.desk_deliberation, name="desk_deliberation"),
    path(f"{_ONE}change/", desk.desk_deliberation_change, name="desk_deliberation_change"),
    # Steps of its life
    path(f"{_ONE}open/", desk_steps.desk_open, name="desk_open"),
    path(f"{_ONE}stop-statements/", desk_steps.desk_stop_statements, name="desk_stop_statements"),
    path(f"{_ONE}take-statements/", desk_steps.desk_take_statements_again, name="desk_take_statements_again"),
    path(f"{_ONE}close/", desk_steps.desk_close, name="desk_close"),
    path(f"{_ONE}delete/", desk_steps.desk_delete, name="desk_delete"),
    # Statements
    path(f"{_ONE}statements/", desk_statements.desk_statement_list, name="desk_statement_list"),
    path(f"{_ONE}statements/new/", desk_statements.desk_statement_new, name="desk_statement_new"),
    path(f"{_ONE}statements/import/", desk_import.desk_statement_import, name="desk_statement_import"),
    path(f"{_ONE}import/", desk_import.desk_conversation_import, name="desk_conversation_import"),
    path(f"{_STATEMENT}translate/", desk_statements.desk_statement_translate, name="desk_statement_translate"),
    path(f"{_STATEMENT}accept/", desk_queue.desk_statement_accept, name="desk_statement_accept"),
    path(f"{_STATEMENT}reject/", desk_queue.desk_statement_reject, name="desk_statement_reject"),
    path(f"{_STATEMENT}remove/", desk_queue.desk_statement_remove, name="desk_statement_remove"),
    path(f"{_ONE}hall/", hall.hall, name="desk_hall"),
    path(f"{_ONE}queue/", desk_queue.desk_queue, name="desk_queue"),
]
