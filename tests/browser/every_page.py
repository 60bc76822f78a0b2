"""How to come to every page of the chamber: who sees it, at which address, and what they do there first."""

from __future__ import annotations

from dataclasses import dataclass

ASKING = "/deliberations/asking"
OPEN = "/deliberations/sample-safety"
RESULT = "/deliberations/sample-governance/results/1"
DRAFT_DESK = "/desk/deliberations/draft-question"
OPEN_DESK = "/desk/deliberations/sample-safety"
DRAFT_SESSION = "/desk/sessions/a-drafted-panel"
RELEASE, RELEASE_DESK = "/press/releases/", "/desk/press/releases/"
EXHIBIT = "/exhibition/exhibits/"
COMMENTS = "/comments/releases/"
ACCEPTED, CONFERENCE = "/press/questions/7/", "/press/conferences/press-conference/"
EXHIBITOR_DESK = "/desk/exhibition/exhibitors/"
CANCELLED_SESSION = "/desk/sessions/clinics-far-from-town"


@dataclass(frozen=True)
class Visit:
    """One page in one state. ``{names}`` in the address are filled in with what the stage has made."""

    who: str
    address: str
    first: str = ""  # what is done there before one looks: "send" the form as it stands, "open" what is folded
    status: int = 200

    def __str__(self) -> str:
        done = f" {self.first}" if self.first else ""
        return f"{self.who} at {self.address}{done}"


def _organiser(*addresses: str, send: bool = False) -> tuple[Visit, ...]:
    plain = tuple(Visit("organiser", address) for address in addresses)
    return plain + tuple(Visit("organiser", address, "send") for address in addresses if send)


PAGES: dict[str, tuple[Visit, ...]] = {
    "home": (Visit("newcomer", "/"), Visit("reader", "/"), Visit("delegate", "/", "open")),
    "deliberations": (Visit("newcomer", "/deliberations/"), Visit("reader", "/deliberations/")),
    "search": (
        Visit("newcomer", "/search/"),
        Visit("newcomer", "/search/?q=治"),
        Visit("reader", "/search/?q=safety&kind=statement"),
        Visit("reader", "/search/?q=nothing+at+all+like+this"),
    ),
    "feeds": (Visit("newcomer", "/feeds/"),),
    "forum": (Visit("newcomer", "/forums/governance/"), *_organiser("/forums/hidden-forum/")),
    # The programme
    "programme": (
        Visit("newcomer", "/programme/"),
        Visit("newcomer", "/programme/?day=all"),
        Visit("reader", "/programme/?forum=governance"),
        Visit("newcomer", "/programme/?forum=no-such-forum"),
        *_organiser("/programme/?forum=-"),
    ),
    "programme_grid": (Visit("newcomer", "/programme/grid/"), Visit("reader", "/programme/grid/?day=all")),
    "session": (
        Visit("newcomer", "/sessions/opening/"),
        Visit("reader", "/sessions/reports-across-borders/"),
        Visit("reader", "/sessions/ending-a-pilot-well/"),
        *_organiser("/sessions/opening/"),
    ),
    "agenda": (
        Visit("newcomer", "/agenda/"),
        Visit("reader", "/agenda/"),
        Visit("joiner", "/agenda/"),
        Visit("delegate", "/agenda/"),
    ),
    "speakers": (
        Visit("newcomer", "/speakers/"),
        Visit("reader", "/speakers/?search=delegation"),
        Visit("reader", "/speakers/?search=nobody+at+all"),
    ),
    "speaker": (Visit("newcomer", "/speakers/yue-banwan/"), *_organiser("/speakers/bai-luyu/")),
    # A deliberation, as those who take part see it
    "deliberation": (
        Visit("newcomer", f"{OPEN}/"),
        Visit("newcomer", "/deliberations/sample-governance/"),
        Visit("delegate", f"{ASKING}/"),
        *_organiser("/deliberations/draft-question/"),
    ),
    "respond": (
        Visit("newcomer", f"{OPEN}/respond/", "open"),
        Visit("reader", f"{OPEN}/respond/"),
        Visit("reader", f"{ASKING}/respond/"),
        Visit("delegate", f"{OPEN}/respond/"),
        Visit("newcomer", "/deliberations/sample-governance/respond/"),
    ),
    "answers": (Visit("newcomer", f"{OPEN}/answers/"), Visit("reader", f"{OPEN}/answers/", "open")),
    "constituencies": (
        Visit("reader", f"{ASKING}/constituencies/"),
        Visit("reader", f"{OPEN}/constituencies/"),
    ),
    "put_forward": (
        Visit("reader", f"{OPEN}/statements/new/"),
        Visit("reader", f"{OPEN}/statements/new/", "send"),
        Visit("reader", f"{OPEN}/statements/new/", "write"),
        Visit("reader", "/deliberations/sample-development/statements/new/", status=409),
    ),
    "statement": (Visit("newcomer", f"{OPEN}/statements/2/"), Visit("reader", "{own_statement}")),
    "moderation": (Visit("newcomer", f"{OPEN}/moderation/"),),
    "policy": (Visit("newcomer", "/policy/"),),
    "result": (
        Visit("newcomer", f"{OPEN}/result/"),
        Visit("reader", f"{OPEN}/result/", "open"),
        *_organiser(f"{ASKING}/result/"),
    ),
    "live_statements": (Visit("reader", f"{OPEN}/result/statements/"),),
    "published_result": (Visit("newcomer", f"{RESULT}/"), Visit("organiser", f"{RESULT}/")),
    "published_statements": (Visit("newcomer", f"{RESULT}/statements/"),),
    "result_changes": (Visit("newcomer", f"{RESULT}/changes/"),),
    # People, as they see themselves
    "account": (Visit("organiser", "/account/"), Visit("delegate", "/account/"), Visit("joiner", "/account/")),
    "invitation": (
        Visit("newcomer", "{invitation}"),
        Visit("delegate", "{invitation}"),
        Visit("newcomer", "/invitation/no-such-link/", status=404),
    ),
    "account_login": (Visit("newcomer", "/account/login/"), Visit("newcomer", "/account/login/", "send")),
    "account_logout": (Visit("joiner", "/account/logout/"),),
    "account_inactive": (Visit("newcomer", "/account/inactive/"),),
    "account_signup": (Visit("newcomer", "/account/signup/"), Visit("newcomer", "/account/signup/", "send")),
    "account_reauthenticate": (Visit("joiner", "/account/reauthenticate/"),),
    "account_email": (Visit("joiner", "/account/email/"), Visit("delegate", "/account/email/")),
    "account_email_verification_sent": (
        Visit("waiter", "/account/confirm-email/"),
        Visit("waiter", "/account/confirm-email/", "wrong code"),
    ),
    "account_change_password": (
        Visit("joiner", "/account/password/change/"),
        Visit("joiner", "/account/password/change/", "send"),
    ),
    "account_set_password": (Visit("delegate", "/account/password/set/"),),
    "account_reset_password": (Visit("newcomer", "/account/password/reset/"),),
    "account_reset_password_done": (Visit("newcomer", "/account/password/reset/done/"),),
    "account_reset_password_from_key": (Visit("newcomer", "/account/password/reset/key/1-no-such-key/"),),
    "account_reset_password_from_key_done": (Visit("newcomer", "/account/password/reset/key/done/"),),
    "mfa_index": (Visit("joiner", "/account/2fa/"), Visit("delegate", "/account/2fa/")),
    "mfa_authenticate": (Visit("returner", "/account/2fa/authenticate/"),),
    "mfa_reauthenticate": (Visit("joiner", "/account/2fa/reauthenticate/"),),
    "mfa_reauthenticate_webauthn": (Visit("delegate", "/account/2fa/webauthn/reauthenticate/"),),
    "mfa_activate_totp": (
        Visit("organiser", "/account/2fa/totp/activate/"),
        Visit("organiser", "/account/2fa/totp/activate/", "send"),
    ),
    "mfa_deactivate_totp": (Visit("joiner", "/account/2fa/totp/deactivate/"),),
    "mfa_view_recovery_codes": (Visit("joiner", "/account/2fa/recovery-codes/"),),
    "mfa_generate_recovery_codes": (Visit("joiner", "/account/2fa/recovery-codes/generate/"),),
    "mfa_list_webauthn": (Visit("delegate", "/account/2fa/webauthn/"), Visit("joiner", "/account/2fa/webauthn/")),
    "mfa_add_webauthn": (Visit("delegate", "/account/2fa/webauthn/add/"),),
    "mfa_edit_webauthn": (Visit("delegate", "{passkey}edit/"),),
    "mfa_remove_webauthn": (Visit("delegate", "{passkey}remove/"),),
    # The desk
    "desk": (Visit("organiser", "/desk/", "open"),),
    "desk_acts": _organiser("/desk/acts/", "/desk/acts/?person=nobody-at-all", "/desk/acts/?since=never"),
    "desk_start_own": _organiser("/desk/start-own/"),
    "desk_assembly": _organiser("/desk/assembly/"),
    "desk_hosts": _organiser("/desk/hosts/"),
    "desk_host_new": _organiser("/desk/hosts/new/", send=True),
    "desk_host": _organiser("{host}change/"),
    "desk_host_delete": _organiser("{host}delete/"),
    "desk_forum_new": _organiser("/desk/new-forum/", send=True),
    "desk_forum": _organiser("/desk/forums/governance/", "/desk/forums/hidden-forum/"),
    "desk_forum_change": _organiser("/desk/forums/governance/change/"),
    "desk_forum_publish": _organiser("/desk/forums/hidden-forum/publish/"),
    "desk_forum_withdraw": _organiser("/desk/forums/governance/withdraw/"),
    "desk_forum_delete": _organiser("/desk/forums/governance/delete/", "/desk/forums/hidden-forum/delete/"),
    "desk_publish": _organiser("/desk/deliberations/sample-governance/publish/", f"{OPEN_DESK}/publish/"),
    "desk_deliberation_new": _organiser("/desk/forums/governance/new-deliberation/", send=True),
    "desk_deliberation": _organiser(
        f"{DRAFT_DESK}/", f"{OPEN_DESK}/", "/desk/deliberations/sample-governance/", "/desk/deliberations/asking/"
    ),
    "desk_deliberation_change": _organiser(f"{DRAFT_DESK}/change/", f"{OPEN_DESK}/change/"),
    "desk_open": _organiser(f"{DRAFT_DESK}/open/"),
    "desk_stop_statements": _organiser(f"{OPEN_DESK}/stop-statements/"),
    "desk_take_statements_again": _organiser("/desk/deliberations/sample-development/take-statements/"),
    "desk_close": _organiser(f"{OPEN_DESK}/close/"),
    "desk_delete": _organiser(f"{DRAFT_DESK}/delete/"),
    "desk_hall": _organiser(f"{OPEN_DESK}/hall/", "/desk/deliberations/sample-governance/hall/"),
    "desk_statement_list": _organiser(f"{OPEN_DESK}/statements/", f"{DRAFT_DESK}/statements/"),
    "desk_statement_new": _organiser(f"{DRAFT_DESK}/statements/new/", send=True),
    "desk_statement_import": (
        *_organiser(f"{DRAFT_DESK}/statements/import/", send=True),
        Visit("organiser", f"{DRAFT_DESK}/statements/import/", "statements.csv"),
    ),
    "desk_conversation_import": _organiser(f"{DRAFT_DESK}/import/", send=True),
    "desk_statement_translate": _organiser(f"{OPEN_DESK}/statements/2/translate/"),
    "desk_statement_reject": _organiser(f"{OPEN_DESK}/statements/21/reject/"),
    "desk_statement_remove": _organiser(f"{OPEN_DESK}/statements/2/remove/"),
    "desk_queue": _organiser(f"{OPEN_DESK}/queue/", f"{DRAFT_DESK}/queue/"),
    "desk_programme": _organiser(
        "/desk/programme/", "/desk/programme/?state=clashing", "/desk/programme/?forum=no-such"
    ),
    "desk_programme_publish": (
        *_organiser("/desk/programme/publish/", "/desk/programme/publish/?forum=no-such"),
        Visit("organiser", "/desk/programme/publish/?forum=governance", "untick"),
    ),
    "desk_assembly_session_new": _organiser("/desk/programme/new/", send=True),
    "desk_session_new": (
        *_organiser("/desk/forums/governance/sessions/new/", send=True),
        Visit("organiser", "/desk/forums/governance/sessions/new/", "wrong name"),
    ),
    "desk_session": _organiser(f"{DRAFT_SESSION}/", f"{CANCELLED_SESSION}/", "/desk/sessions/opening/"),
    "desk_session_change": _organiser(f"{DRAFT_SESSION}/change/", "/desk/sessions/opening/change/"),
    "desk_session_publish": (
        *_organiser(f"{DRAFT_SESSION}/publish/"),
        Visit("organiser", "/desk/sessions/some-day/publish/", "refused"),
    ),
    "desk_session_withdraw": _organiser("/desk/sessions/opening/withdraw/"),
    "desk_session_cancel": _organiser("/desk/sessions/opening/cancel/"),
    "desk_session_restore": _organiser(f"{CANCELLED_SESSION}/restore/"),
    "desk_document_new": _organiser(f"{DRAFT_SESSION}/documents/new/", send=True),
    "desk_document_change": _organiser(f"{DRAFT_SESSION}/documents/1/change/"),
    "desk_document_remove": _organiser(f"{DRAFT_SESSION}/documents/1/remove/"),
    "desk_session_delete": _organiser(f"{DRAFT_SESSION}/delete/"),
    "desk_rooms": _organiser("/desk/rooms/"),
    "desk_room_new": _organiser("/desk/rooms/new/", send=True),
    "desk_room_change": _organiser("/desk/rooms/heron-room/change/"),
    "desk_room_delete": (
        *_organiser("/desk/rooms/heron-room/delete/"),
        Visit("organiser", "/desk/rooms/heron-room/delete/", "refused"),
    ),
    "desk_speakers": _organiser("/desk/speakers/", "/desk/speakers/?search=nobody+at+all"),
    "desk_speaker_new": _organiser("/desk/speakers/new/", send=True),
    "desk_speaker_change": _organiser("/desk/speakers/yue-banwan/change/"),
    "desk_speaker_delete": (
        *_organiser("/desk/speakers/yue-banwan/delete/"),
        Visit("organiser", "/desk/speakers/yue-banwan/delete/", "refused"),
    ),
    "desk_programme_import": _organiser("/desk/programme/import/", send=True),
    "desk_programme_import_preview": _organiser("{schedule}"),
    # The press room: releases
    "press_room": (Visit("newcomer", "/press/"), *_organiser("/press/")),
    "releases": (Visit("newcomer", "/press/releases/"), Visit("reader", "/press/releases/?forum=no-such-forum")),
    "release": (
        Visit("newcomer", f"{RELEASE}a-corrected-release/"),
        Visit("newcomer", f"{RELEASE}a-corrected-release/?language=zh-hans"),
        Visit("reader", f"{RELEASE}a-withdrawn-release/"),
        *_organiser(f"{RELEASE}a-drafted-release/", f"{RELEASE}a-release-under-embargo/"),
    ),
    "release_versions": (Visit("newcomer", f"{RELEASE}a-corrected-release/versions/"),),
    "desk_press": _organiser("/desk/press/", "/desk/press/?state=withdrawn"),
    "desk_release_new": _organiser(f"{RELEASE_DESK}new/", send=True),
    "desk_release": _organiser(
        f"{RELEASE_DESK}a-drafted-release/",
        f"{RELEASE_DESK}a-release-under-embargo/",
        f"{RELEASE_DESK}a-corrected-release/",
        f"{RELEASE_DESK}a-withdrawn-release/",
    ),
    "desk_release_change": _organiser(f"{RELEASE_DESK}a-release-under-embargo/change/"),
    "desk_release_issue": _organiser(f"{RELEASE_DESK}a-drafted-release/issue/"),
    "desk_release_recall": _organiser(f"{RELEASE_DESK}a-release-under-embargo/recall/"),
    "desk_release_correct": _organiser(f"{RELEASE_DESK}a-corrected-release/correct/", send=True),
    "desk_release_withdraw": _organiser(f"{RELEASE_DESK}a-corrected-release/withdraw/", send=True),
    "desk_release_delete": (
        *_organiser(f"{RELEASE_DESK}a-drafted-release/delete/"),
        Visit("organiser", f"{RELEASE_DESK}a-release-under-embargo/delete/", "refused"),
    ),
    # The press room: accreditation, questions and answers
    "accreditation": (
        Visit("joiner", "/press/accreditation/"),
        Visit("delegate", "/press/accreditation/"),
        Visit("organiser", "/press/accreditation/", "send"),
    ),
    "questions": (
        Visit("joiner", "/press/questions/"),
        Visit("joiner", "/press/questions/?show=mine"),
        Visit("joiner", "/press/questions/?show=published&addressee=no-such"),
    ),
    "question_new": (
        Visit("joiner", "/press/questions/new/"),
        Visit("joiner", "/press/questions/new/", "send"),
        Visit("joiner", "/press/questions/new/", "ask"),
    ),
    "question_policy": (Visit("newcomer", "/press/questions/policy/"),),
    "question": (Visit("newcomer", "/press/questions/1/"), Visit("joiner", "{own_question}"), *_organiser(ACCEPTED)),
    "question_withdraw": (Visit("joiner", "{own_question}withdraw/"),),
    "question_answer": _organiser(f"{ACCEPTED}answer/", send=True),
    "my_questions": (Visit("joiner", "/press/mine/"), Visit("delegate", "/press/mine/")),
    "answers_of_press": (Visit("newcomer", "/press/answers/"), Visit("reader", "/press/answers/?addressee=no-such")),
    "press_conference": (Visit("newcomer", CONFERENCE), *_organiser("/press/conferences/opening/")),
    "desk_accreditations": _organiser("/desk/press/accreditations/", "/desk/press/accreditations/?status=ended"),
    "desk_accreditation": _organiser("{accreditation}", "{waiting_accreditation}"),
    "desk_accreditation_refuse": _organiser("{waiting_accreditation}refuse/", send=True),
    "desk_accreditation_end": _organiser("{accreditation}end/"),
    "desk_addressees": _organiser("/desk/press/addressees/"),
    "desk_addressee_new": _organiser("/desk/press/addressees/new/", send=True),
    "desk_addressee_change": _organiser("/desk/press/addressees/press-team/change/"),
    "desk_addressee_delete": (
        *_organiser("/desk/press/addressees/hua-luoyi/delete/"),
        Visit("organiser", "/desk/press/addressees/hua-luoyi/delete/", "refused"),
    ),
    "desk_questions": _organiser("/desk/press/questions/", "/desk/press/questions/?status=withdrawn"),
    "desk_question": _organiser(f"/desk{ACCEPTED}", "/desk/press/questions/1/", "/desk/press/questions/6/"),
    "desk_question_reject": _organiser(f"/desk{ACCEPTED}reject/"),
    "desk_question_take_back": _organiser("/desk/press/questions/1/take-back/"),
    "podium": _organiser("/desk/press/podium/press-conference/", "/desk/press/podium/opening/"),
    # Comments: the policy, the record, the desk
    "comments_policy": (Visit("newcomer", "/comments/policy/"),),
    "comments_record": (Visit("newcomer", "/comments/record/"),),
    "desk_comments": (
        *_organiser("/desk/comments/?place=waiting", send=True),
        *_organiser("/desk/comments/?place=reported", "/desk/comments/?place=removed"),
    ),
    "desk_comment": _organiser("/desk{comment}"),
    "desk_comment_remove": _organiser("/desk{comment}remove/", send=True),
    "desk_comment_reject": _organiser("/desk{own_comment}reject/"),
    "desk_comments_settings": _organiser("/desk/comments/settings/", send=True),
    # Comments, as readers write them
    "release_comments": (
        Visit("newcomer", f"{COMMENTS}a-corrected-release/", "open"),
        Visit("reader", f"{COMMENTS}a-corrected-release/?sort=discussed"),
        Visit("joiner", f"{COMMENTS}a-corrected-release/?after=0.1.1.0"),
        Visit("newcomer", f"{COMMENTS}a-withdrawn-release/"),
        *_organiser(f"{COMMENTS}a-drafted-release/"),
    ),
    "exhibit_comments": (Visit("joiner", "/comments/exhibits/a-chip-that-sleeps-until-it-rains/"),),
    "comment": (Visit("newcomer", "{comment}"), Visit("reader", "{own_comment}")),
    "comment_reply": (Visit("reader", "{comment}reply/"), Visit("newcomer", "{comment}reply/", "send")),
    "comment_edit": (Visit("reader", "{own_comment}change/"),),
    "comment_withdraw": (Visit("reader", "{own_comment}withdraw/"),),
    "comment_report": (
        Visit("newcomer", "{comment}report/"),
        Visit("newcomer", "{comment}report/", "send"),
        Visit("joiner", "{comment}report/"),
    ),
    "own_comments": (
        Visit("newcomer", "/comments/mine/"),
        Visit("reader", "/comments/mine/"),
        Visit("joiner", "/comments/mine/"),
    ),
    # The exhibition
    "exhibition": (
        Visit("newcomer", "/exhibition/"),
        Visit("reader", "/exhibition/?search=chip&link=computing"),
        Visit("newcomer", "/exhibition/?search=nobody+at+all"),
        Visit("newcomer", "/exhibition/?page=2"),
    ),
    "exhibition_halls": (Visit("newcomer", "/exhibition/halls/"),),
    "exhibition_walk": (Visit("newcomer", "/exhibition/favourites/"), Visit("reader", "/exhibition/favourites/")),
    "exhibitor": (
        Visit("newcomer", "/exhibition/exhibitors/heronfoot-circuits/"),
        Visit("joiner", "/exhibition/exhibitors/kiln-of-tests/"),
    ),
    "exhibit": (
        Visit("newcomer", f"{EXHIBIT}a-chip-that-sleeps-until-it-rains/"),
        Visit("joiner", f"{EXHIBIT}a-kiln-that-waits/"),
    ),
    "exhibition_mine": (Visit("joiner", "/exhibition/mine/"), Visit("delegate", "/exhibition/mine/")),
    "exhibition_entry": (
        Visit("joiner", "/exhibition/entries/kiln-of-tests/"),
        *_organiser("/exhibition/entries/heronfoot-circuits/", "/exhibition/entries/kiln-of-tests/"),
    ),
    "entry_change": (
        Visit("joiner", "/exhibition/entries/kiln-of-tests/change/"),
        *_organiser("/exhibition/entries/heronfoot-circuits/change/"),
    ),
    "exhibit_new": (
        Visit("joiner", "/exhibition/entries/kiln-of-tests/new-exhibit/", "open"),
        Visit("joiner", "/exhibition/entries/kiln-of-tests/new-exhibit/", "send"),
    ),
    "exhibit_change": (Visit("joiner", f"{EXHIBIT}a-kiln-that-waits/change/"),),
    "exhibit_delete": (
        Visit("joiner", f"{EXHIBIT}a-kiln-that-waits/delete/"),
        Visit("organiser", f"{EXHIBIT}a-chip-that-sleeps-until-it-rains/delete/", "refused"),
    ),
    "exhibit_pictures": (
        Visit("joiner", f"{EXHIBIT}a-kiln-that-waits/pictures/"),
        Visit("joiner", f"{EXHIBIT}a-kiln-that-waits/pictures/", "send"),
    ),
    "picture_change": (Visit("joiner", "{picture}change/"),),
    "picture_remove": (Visit("joiner", "{picture}remove/"),),
    "desk_exhibition": _organiser(
        "/desk/exhibition/", "/desk/exhibition/?state=hidden", "/desk/exhibition/?search=nobody+at+all"
    ),
    "desk_exhibitor_new": _organiser("/desk/exhibition/new/", send=True),
    "desk_exhibitor_place": _organiser(f"{EXHIBITOR_DESK}heronfoot-circuits/place/"),
    "desk_exhibitor_delete": (
        *_organiser(f"{EXHIBITOR_DESK}kiln-of-tests/delete/"),
        Visit("organiser", f"{EXHIBITOR_DESK}heronfoot-circuits/delete/", "refused"),
    ),
    "desk_representatives": (
        *_organiser(f"{EXHIBITOR_DESK}kiln-of-tests/people/"),
        *_organiser(f"{EXHIBITOR_DESK}heronfoot-circuits/people/", send=True),
    ),
    "desk_halls": _organiser("/desk/exhibition/halls/"),
    "desk_hall_new": _organiser("/desk/exhibition/halls/new/", send=True),
    "desk_hall_change": _organiser("/desk/exhibition/halls/north-hall/change/"),
    "desk_hall_delete": (
        *_organiser("/desk/exhibition/halls/north-hall/delete/"),
        Visit("organiser", "/desk/exhibition/halls/north-hall/delete/", "refused"),
    ),
    "desk_links": _organiser("/desk/exhibition/links/"),
    "desk_link_new": _organiser("/desk/exhibition/links/new/", send=True),
    "desk_link_change": _organiser("/desk/exhibition/links/computing/change/"),
    "desk_link_delete": (
        *_organiser("/desk/exhibition/links/computing/delete/"),
        Visit("organiser", "/desk/exhibition/links/computing/delete/", "refused"),
    ),
    "desk_exhibition_import": _organiser("/desk/exhibition/import/", send=True),
    "desk_exhibition_import_preview": _organiser("{exhibitors}"),
    "desk_people": _organiser("/desk/people/"),
    "desk_roles": _organiser("/desk/people/roles/"),
    "desk_role_give": _organiser("/desk/people/roles/give/"),
    "desk_role_take": _organiser("{role}"),
    "desk_invitations": _organiser("/desk/people/invitations/", "/desk/people/invitations/?state=used"),
    "desk_invite_verified": (
        *_organiser("/desk/people/invitations/verified/"),
        Visit("organiser", "/desk/people/invitations/verified/", "send"),  # nothing is required: it makes a link
    ),
    "desk_import": _organiser("/desk/people/import/", send=True),
    "desk_import_preview": _organiser("{upload}"),
    "desk_delegations": _organiser("/desk/people/delegations/", "/desk/people/delegations/?search=nobody"),
    "desk_delegation_new": _organiser("/desk/people/new-delegation/", send=True),
    "desk_delegation": _organiser("/desk/people/delegations/islands/"),
    "desk_delegation_change": _organiser("/desk/people/delegations/islands/change/"),
    "desk_seat_invite": _organiser("/desk/people/delegations/islands/invite/"),
    "desk_seat_end": _organiser("{seat}"),
    "desk_constituencies": _organiser("/desk/people/constituencies/"),
    "desk_kind_new": _organiser("/desk/people/new-kind/", send=True),
    "desk_kind_change": _organiser("/desk/people/constituencies/region/"),
    "desk_kind_delete": _organiser("/desk/people/constituencies/development/delete/"),
    "desk_outbox": _organiser("/desk/people/outbox/"),
    "desk_outbox_empty": _organiser("/desk/people/outbox/empty/"),
    "desk_mail": _organiser("{mail}"),
}

# Addresses that answer with a file, with data for a script, or by leading elsewhere.
NO_PAGES = frozenset(
    {
        "sessions_atom",
        "results_atom",
        "robots_txt",
        "sitemap",
        "public_file",
        "file_with_answers",
        "announced_matrix",
        "agenda_feed",
        "programme_calendar",
        "programme_json",
        "session_document",
        "programme_xml",
        "programme_csv",
        "forum_calendar",
        "releases_feed",
        "answers_feed",
        "transcript_docx",
        "transcript_markdown",
        "exhibits_feed",
        "picture",
        "picture_small",
        "desk_programme_template",
        "desk_programme_csv",
        "desk_exhibition_template",
        "desk_exhibition_csv",
        "desk_import_template",
        "desk_acts_csv",
        "desk_delegations_csv",
        "mfa_download_recovery_codes",
        "mfa_login_webauthn",
        "set_language",
        "account_confirm_login_code",
    }
)

# Pages that say why nothing else is shown.
REFUSALS = (Visit("newcomer", "/no-such-page/", status=404), Visit("delegate", "/desk/people/", status=403))
