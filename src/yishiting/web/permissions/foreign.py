"""Routes of installed packages, whose views cannot wear the guard: what each of them is an action of."""

from __future__ import annotations

# URL name -> action of the table, for every method that the package's own view answers.
FOREIGN: dict[str, str] = {
    "set_language": "site.see",
    "account_login": "site.sign_in",
    "account_logout": "site.sign_in",
    "account_inactive": "site.sign_in",
    "account_signup": "site.sign_in",
    "account_reauthenticate": "account.manage",
    "account_confirm_login_code": "site.sign_in",
    "account_email": "account.manage",
    "account_email_verification_sent": "site.sign_in",
    "account_change_password": "account.manage",
    "account_set_password": "account.manage",
    "account_reset_password": "site.sign_in",
    "account_reset_password_done": "site.sign_in",
    "account_reset_password_from_key": "site.sign_in",
    "account_reset_password_from_key_done": "site.sign_in",
    "mfa_authenticate": "site.sign_in",
    "mfa_login_webauthn": "site.sign_in",
    "mfa_reauthenticate": "account.manage",
    "mfa_reauthenticate_webauthn": "account.manage",
    "mfa_index": "account.manage",
    "mfa_activate_totp": "account.manage",
    "mfa_deactivate_totp": "account.manage",
    "mfa_list_webauthn": "account.manage",
    "mfa_add_webauthn": "account.manage",
    "mfa_edit_webauthn": "account.manage",
    "mfa_remove_webauthn": "account.manage",
    "mfa_view_recovery_codes": "account.manage",
    "mfa_generate_recovery_codes": "account.manage",
    "mfa_download_recovery_codes": "account.manage",
}
