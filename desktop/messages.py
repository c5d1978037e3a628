# SPDX-License-Identifier: Apache-2.0
"""Error to sentence: what happened and what to do, in plain words. Never quotes a record or a path.

Each room's expected errors carry a code; this table is the only place that gives it words (house 5.7).
"""

from __future__ import annotations

from dataclasses import dataclass

from locales import N_, _


@dataclass(frozen=True, slots=True)
class Message:
    """What happened, and what to do about it."""

    what: str
    do: str


MESSAGES: dict[str, Message] = {
    # Unlocking and the vault
    "cannot_unlock": Message(
        N_("That passphrase does not open this vault."),
        N_("Try again: capital letters and spaces matter. Nothing has been changed."),
    ),
    "passphrase_too_short": Message(
        N_("That passphrase is too short."),
        N_("Use at least 12 characters. Four words that have nothing to do with each other work well."),
    ),
    "not_enough_memory": Message(
        N_("This laptop does not have enough free memory to unlock just now."),
        N_("Close other programs and try again. Your passphrase may well be right."),
    ),
    "slots_missing": Message(
        N_("The file with the keys to this vault is not here."),
        N_("Do not delete anything. Ask whoever looks after your laptop to bring back the file vault.slots."),
    ),
    "slots_exist": Message(
        N_("There is already a vault here."), N_("Unlock it, or choose another folder. It was left as it is.")
    ),
    "slots_damaged": Message(
        N_("The file with the keys to this vault is damaged, and so is its copy."),
        N_("Do not delete anything. Ask whoever looks after your laptop to bring back the file vault.slots."),
    ),
    "slots_foreign": Message(
        N_("The file with the keys does not belong to this vault."),
        N_("It was left as it is. Ask whoever looks after your laptop which vault should be here."),
    ),
    "slots_too_new": Message(
        N_("This vault was made by a newer Keepwell."),
        N_("Update Keepwell on this laptop, then unlock. The vault was left as it is."),
    ),
    "cannot_open": Message(
        N_("Something that was sealed could not be opened."),
        N_("It was left as it is. Please tell your team."),
    ),
    "bad_signature": Message(
        N_("A signature is not the one it should be, so this was not used."), N_("Please tell your team.")
    ),
    "vault_missing": Message(
        N_("There is no vault here yet."), N_("Set up this laptop with the code your team gives you.")
    ),
    "vault_exists": Message(
        N_("There is already a vault here."), N_("Unlock it, or choose another folder. It was left as it is.")
    ),
    "vault_emptied": Message(
        N_("The vault file is empty, although there was a vault here."),
        N_(
            "Nothing has been written over it. Ask whoever looks after your laptop to bring back vault.db"
            " from a backup."
        ),
    ),
    "vault_foreign": Message(
        N_("This vault file belongs to other keys than the ones beside it."),
        N_("It was left as it is. Ask whoever looks after your laptop which file should be here."),
    ),
    "vault_damaged": Message(
        N_("The vault file is damaged and cannot be read safely."),
        N_(
            "It was left as it is, and a copy put aside. Ask whoever looks after your laptop to bring it"
            " back from a backup."
        ),
    ),
    "saved_work_missing": Message(
        N_("Some work that was saved on this laptop is not in the vault any more."),
        N_("Everything there is was copied aside first. Please ring your team before you go on."),
    ),
    "store_too_new": Message(
        N_("This vault was made by a newer Keepwell."),
        N_("Update Keepwell on this laptop, then unlock. The vault was left as it is."),
    ),
    "store_busy": Message(
        N_("Another program is using the vault."), N_("Close it and try again. What you wrote is still here.")
    ),
    "disk_full": Message(
        N_("There is no space left on this laptop, so that was not saved."),
        N_("What you wrote is still on the screen. Make some space, then try again."),
    ),
    "name_taken": Message(
        N_("There is a file of that name already, and it was left as it is."), N_("Choose another name.")
    ),
    "store_read_only": Message(
        N_("The vault cannot be written to."),
        N_("What you wrote is still on the screen. Check that its folder is on this laptop."),
    ),
    "transaction_too_large": Message(
        N_("That is more than can be saved in one go."), N_("Save it in two parts. Nothing has been lost.")
    ),
    "person_already_here": Message(
        N_("Someone with this NHS number is already on this laptop."),
        N_("Open their page instead. Nothing has been changed."),
    ),
    "number_of_somebody_else": Message(
        N_("Somebody else on this laptop has this NHS number."),
        N_("Check the number with them. What you typed is kept, and nothing else has been changed."),
    ),
    "already_open": Message(
        N_("Keepwell already has this vault open."), N_("Look for its window on this laptop.")
    ),
    # Forms
    "form_unsupported": Message(
        N_("This form asks for something Keepwell cannot show."),
        N_("It was not used. Ask whoever made it to leave that part out."),
    ),
    "form_malformed": Message(
        N_("This form is not complete."), N_("It was not used. Ask for it to be sent again.")
    ),
    "plan_style_refused": Message(
        N_("The service’s own style of plan could not be used, because of “{named}” in it."),
        N_("Keepwell’s own plan is offered instead. Ask whoever made the style to look at that."),
    ),
    "form_not_found": Message(
        N_("The form that this was written with is not on this laptop."),
        N_("Nothing is lost. Update Keepwell to read it."),
    ),
    "draft_too_new": Message(
        N_("This was begun in a newer Keepwell."),
        N_("Nothing is lost. Update Keepwell on this laptop to go on with it."),
    ),
    "unknown_zone": Message(
        N_("The time zone of this discharge is not known here."), N_("Check the place, and ask the ward.")
    ),
    # Referrals
    "referral_too_large": Message(
        N_("This file is too large to be a referral."), N_("Ask the ward to send only the referral itself.")
    ),
    "referral_too_deep": Message(
        N_("This file is nested too deeply to be a referral."), N_("Ask the ward to send it again.")
    ),
    "referral_is_xml": Message(
        N_("This referral is written as XML, which Keepwell does not read."),
        N_("Ask for the same as JSON, or type the person in from a phone call."),
    ),
    "referral_not_json": Message(
        N_("This file is not a referral: it may be a letter, a picture or a broken download."),
        N_("Choose another file, or type the person in from a phone call."),
    ),
    "referral_not_fhir": Message(
        N_("This file is JSON, but it does not say that it is a FHIR referral."),
        N_("Choose another file, or type the person in from a phone call."),
    ),
    "referral_not_r4": Message(
        N_("This referral is written in another release of FHIR than R4."),
        N_("Ask for it as FHIR R4, or type the person in from a phone call."),
    ),
    "referral_invalid": Message(
        N_("Part of this referral is broken."),
        N_("Ask for it again, or type the person in from a phone call."),
    ),
    "referral_no_patient": Message(
        N_("This referral does not say who it is about."),
        N_("Ask for it again, or type the person in from a phone call."),
    ),
    "referral_many_people": Message(
        N_("This referral is about several people, and does not say which of them left hospital."),
        N_("Ask for one referral for each person."),
    ),
    "referral_other_person": Message(
        N_("The hospital stay in this referral belongs to somebody else."),
        N_("Nothing was added. Please tell the ward: two people may have been mixed up."),
    ),
    "referral_no_identifiers": Message(
        N_("This referral has neither a name with a date of birth nor an NHS number."),
        N_("Ask the ward who it is about. Nothing was added."),
    ),
    # The centre
    "central_unreachable": Message(
        N_("The centre cannot be reached just now."),
        N_("Go on working: everything is on this laptop and will be sent when there is a connection."),
    ),
    "central_answered_html": Message(
        N_("Something other than the centre answered: perhaps a Wi-Fi sign-in page."),
        N_("Sign in to the Wi-Fi, then send again. Everything is still on this laptop."),
    ),
    "central_refused": Message(
        N_("The centre does not let this laptop in."),
        N_("Ring your team. Everything is still on this laptop."),
    ),
    "central_too_old": Message(
        N_("The centre is too old for this Keepwell."),
        N_("Everything is still on this laptop. Tell whoever looks after the centre."),
    ),
    "central_too_new": Message(
        N_("The centre is newer than this Keepwell can speak to."),
        N_("Update Keepwell. Everything is still on this laptop."),
    ),
    "central_error": Message(
        N_("The centre could not do that."), N_("It will be tried again. Everything is still on this laptop.")
    ),
    "central_not_proven": Message(
        N_("An answer did not prove that it came from the centre, so it was not used."),
        N_("Try from another connection. Everything is still on this laptop."),
    ),
    "central_address_unsafe": Message(
        N_("The centre’s address does not begin with https, so nothing is sent there."),
        N_("Ask your team for the right address."),
    ),
    "enrolment_code_wrong": Message(
        N_("The centre does not know this code."), N_("Check each letter, or ask for a new one.")
    ),
    "enrolment_code_used_or_expired": Message(
        N_("This code was used before, or its fifteen minutes are over."), N_("Ask for a new one.")
    ),
    # How an exchange can stop without an error (sync.engine.SyncReport)
    "sync_failed": Message(
        N_("Something went wrong in Keepwell itself while it was sending."),
        N_("Everything is still on this laptop. Please tell your team."),
    ),
    "new_epoch": Message(
        N_("The centre has met another copy of this vault."),
        N_("Nothing is lost. Ring your team: this laptop has to be set up again before it can send."),
    ),
    "central_restored": Message(
        N_("The centre was brought back from a backup."),
        N_("Send again: this laptop will offer it everything it has."),
    ),
}


def sentence_for(code: str) -> str:
    """What happened and what to do, for a code."""
    message = MESSAGES[code]
    return f"{_(message.what)} {_(message.do)}"


def sentence(error: Exception) -> str:
    """What happened and what to do, for an expected error; an honest sentence for one of ours."""
    code = getattr(error, "code", None)
    if isinstance(code, str) and code in MESSAGES:
        return sentence_for(code).replace("{named}", str(getattr(error, "named", "")))
    return _(
        "Something went wrong in Keepwell itself. What was saved is still saved. Please tell your team what"
        " you were doing."
    )
