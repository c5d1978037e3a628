# SPDX-License-Identifier: Apache-2.0
"""Which screen stands at which place: the one table that knows every presenter. Used once, after unlock."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from desktop.background import Background
from desktop.main_window import MainWindow
from desktop.paths import Profile
from desktop.places import Place, PlaceKind
from desktop.presenters.agree_presenter import make_agree
from desktop.presenters.asking_again import AskingAgain
from desktop.presenters.call_list_presenter import make_call_list
from desktop.presenters.check_in_presenter import make_check_in
from desktop.presenters.check_ins_presenter import make_check_ins
from desktop.presenters.copies_presenter import make_copies
from desktop.presenters.copy_presenter import make_copy
from desktop.presenters.directory_presenter import make_directory
from desktop.presenters.form_presenter import make_form
from desktop.presenters.latest_presenter import make_latest
from desktop.presenters.new_person_presenter import make_new_person
from desktop.presenters.note_presenter import make_note
from desktop.presenters.people_presenter import make_people
from desktop.presenters.person_presenter import make_person
from desktop.presenters.plan_presenter import make_plan
from desktop.presenters.preview_presenter import make_preview
from desktop.presenters.ready_presenter import make_ready
from desktop.presenters.register_presenter import make_register
from desktop.presenters.sharing_presenter import make_sharing
from desktop.presenters.slip_presenter import make_slip
from desktop.presenters.sync_presenter import make_sync
from desktop.presenters.team_list_presenter import make_team_list
from desktop.presenters.today_presenter import make_today_screen
from desktop.presenters.versions_presenter import make_versions
from desktop.presenters.visit_done_presenter import make_visit_done
from desktop.screens.screen import Screen
from desktop.shell import Shell, laptop_now
from desktop.sync_runner import SyncRunner
from forms.site import read_site
from records.enrolment import Enrolment

MAKERS: dict[PlaceKind, Callable[[Shell, Place], Screen]] = {
    PlaceKind.TODAY: make_today_screen,
    PlaceKind.PEOPLE: make_people,
    PlaceKind.CHECK_INS: make_check_ins,
    PlaceKind.COPIES: make_copies,
    PlaceKind.SYNC: make_sync,
    PlaceKind.NEW_PERSON: make_new_person,
    PlaceKind.PERSON: make_person,
    PlaceKind.PLAN: make_plan,
    PlaceKind.FORM: make_form,
    PlaceKind.COPY: make_copy,
    PlaceKind.AGREE: make_agree,
    PlaceKind.VERSIONS: make_versions,
    PlaceKind.PREVIEW: make_preview,
    PlaceKind.SHARING: make_sharing,
    PlaceKind.READY: make_ready,
    PlaceKind.VISIT_DONE: make_visit_done,
    PlaceKind.CALL_LIST: make_call_list,
    PlaceKind.SLIP: make_slip,
    PlaceKind.TEAM_LIST: make_team_list,
    PlaceKind.NOTE: make_note,
    PlaceKind.CHECK_IN: make_check_in,
    PlaceKind.REGISTER: make_register,
    PlaceKind.LATEST: make_latest,
    PlaceKind.DIRECTORY: make_directory,
}


def build_main_window(
    background: Background,
    sync: SyncRunner,
    enrolment: Enrolment,
    profile: Profile,
    zone: str,
    hand_over: Callable[[bytes], bool] | None = None,
    now: Callable[[], datetime] = laptop_now,
) -> MainWindow:
    """The main window with every screen it may be asked for."""
    screens: dict[PlaceKind, Callable[[Place], Screen]] = {}
    main = MainWindow(screens)
    background.failed.connect(main.show_failure)
    site = read_site(profile.site)
    shell = Shell(
        background=background,
        go=main.go,
        profile=profile,
        user=enrolment.user,
        user_name=enrolment.user_name,
        zone=zone,
        clock_settings=site.clock_settings,
        site=site,
        sync=sync,
        hand_over=hand_over,
        now=now,
    )
    shell.printing.untold.connect(main.show_words)
    screens.update({kind: partial(make, shell) for kind, make in MAKERS.items()})
    again = AskingAgain(shell, main.asking, lambda: main.place)
    main.went.connect(again.look)  # the first place shows right after unlocking
    return main
