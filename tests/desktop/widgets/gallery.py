# SPDX-License-Identifier: Apache-2.0
"""Every widget on invented pages, for eyes and for tests; people, places and numbers here do not exist.

`python -m tests.desktop.widgets.gallery OUTDIR` saves pictures in every scheme, at 200 % and right to left.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop.theme.spacing import spaced
from desktop.theme.stylesheet import apply_theme, restyle
from desktop.widgets.banner import PersonBanner, TopBar
from desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from desktop.widgets.card import Card
from desktop.widgets.chip import StateChip
from desktop.widgets.choice_row import ChoiceRow, Option
from desktop.widgets.clock_picture import ClockMark, ClockPicture
from desktop.widgets.columns import TwoColumns
from desktop.widgets.flow_layout import BesideLayout, FlowLayout
from desktop.widgets.footer import Footer
from desktop.widgets.message_bar import MessageBar
from desktop.widgets.network_arrangement import Supporter
from desktop.widgets.network_picture import NetworkPicture, NetworkWords
from desktop.widgets.page import Page
from desktop.widgets.plan_path import PlanPath, Stage
from desktop.widgets.rail import Place, Rail
from desktop.widgets.save_state import SaveState
from desktop.widgets.section_tabs import SectionTabs
from desktop.widgets.statement_card import StatementCard, StatementWords
from desktop.widgets.text_area import GrowingTextArea
from desktop.widgets.tick_box import TickBox
from desktop.widgets.two_versions import TwoVersions, Version
from desktop.widgets.who_sees import Reader, WhoSees, WhoSeesWords
from desktop.widgets.words import Words

PLACES = (
    Place("today", "Today", "today"),
    Place("people", "People", "people"),
    Place("check_ins", "Check-ins", "check_ins"),
    Place("copies", "Copies", "copies"),
    Place("sync", "Sync", "sync"),
)
HOME_OPTIONS = (
    Option("ok", "I’m ok"),
    Option("help", "Need help"),
    Option("help_today", "Need help today", tone="soon"),
    Option("not_now", "Not now", quiet=True),
    Option("not_asked", "Not asked", quiet=True),
)
HOME_QUESTIONS = (
    ("I have somewhere safe to stay tonight", "ok"),
    ("I can get in and out: I have my keys", "ok"),
    ("I have food and drink for the next few days", "help_today"),
    ("I have electric (meter topped up)", "ok"),
    ("I have gas (meter topped up)", "help"),
    ("I have money until my next payment", None),
)
STAGES = (
    Stage("well", "Keeps me well", "7 things"),
    Stage("triggers", "Knocks me off balance", "4"),
    Stage("signs", "Early signs", "3"),
    Stage("worse", "When things get worse", "2"),
    Stage("crisis", "My crisis plan", "own sheet"),
    Stage("after", "After a crisis", "left for now", left_for_now=True),
)
NETWORK_WORDS = NetworkWords(
    name="My people",
    caption="Solid ring: my own people. Dashed ring: services.",
    own="My own people",
    services="Services",
    show_list="Show as a list",
    hide_list="Hide the list",
)
FIVE_PEOPLE = (
    Supporter("Rukhsana", "my sister"),
    Supporter("Mum"),
    Supporter("Sam", "peer support worker", service=True),
    Supporter("GP", service=True),
    Supporter("Choir", "Wednesdays"),
)
MANY_PEOPLE = (
    *(Supporter(name) for name in ("Rukhsana", "Mum", "Auntie Nasreen", "Bilal", "Joan next door", "Zainab")),
    Supporter("Choir"),
    Supporter("St Mark’s food bank"),
    *(Supporter(name, service=True) for name in ("Sam", "Priya", "Dr Osei", "Crisis line", "Pharmacy")),
    Supporter("Community mental health team", "Beech House", service=True),
)
SHARING = WhoSeesWords(
    "Who will see this?",
    "Change",
    "Done",
    "If someone may be badly hurt, Sam must tell others. Sam tells me too. The law can open a plan as well.",
)
SHARED_AS = (
    Option("no", "No"),
    Option("told", "Be told in words"),
    Option("see", "See it"),
    Option("copy", "Have a copy"),
)
READERS = (
    Reader("gp", "My GP", "see", {"see": "My GP can look at this, until I say stop."}),
    Reader(
        "rukhsana",
        "Rukhsana, my sister",
        None,
        {"copy": "Rukhsana gets a copy of this."},
        "Two versions: Rukhsana sees nothing until we have agreed.",
    ),
    Reader("council", "The council", "no", {"no": "The council does not see this."}),
    Reader("housing", "My landlord", "no", {"no": "My landlord does not see this."}),
)
WHO = ("Mina (Amina R.)", ("14 Mar 1989", "943 476 5919"))


def flowing(*widgets: QWidget) -> QWidget:
    """Put widgets in a wrapping line."""
    box = QWidget()
    flow = spaced(FlowLayout(box), "gap_m")
    for widget in widgets:
        flow.addWidget(widget)
    policy = box.sizePolicy()
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box


def column(*widgets: QWidget) -> QWidget:
    """Put widgets one below the other."""
    box = QWidget()
    layout = spaced(QVBoxLayout(box), "gap_xs")
    for widget in widgets:
        layout.addWidget(widget)
    policy = box.sizePolicy()
    policy.setHeightForWidth(True)
    box.setSizePolicy(policy)
    return box


def window(place: str, bar: QWidget, page: QWidget, footer: QWidget | None = None) -> QWidget:
    """Put together a window as the app does: rail (unless `place` is ""), bar, page, footer."""
    whole = QWidget()
    whole.setProperty("ground", "paper")
    across = QHBoxLayout(whole)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    if place:
        rail = Rail(PLACES, "Lock", "Places")
        rail.show_place(place)
        across.addWidget(rail)
    down = QVBoxLayout()
    down.setSpacing(0)
    across.addLayout(down, 1)
    down.addWidget(bar)
    down.addWidget(page, 1)
    if footer is not None:
        down.addWidget(footer)
    return whole


def today_page() -> QWidget:
    """Today, as in the mock."""
    bar = TopBar()
    bar.add_leading(StateChip("3 items only on this laptop", "laptop", "laptop"))
    bar.add_leading(Words("oldest: 2 hours", "soft"))
    bar.add_trailing(Words("The team last had everything: today 08:52", "soft"))
    bar.add_trailing(SecondaryButton("Crisis numbers", "phone"))
    lead = "Two visits and one check-in. Ready to work without signal: everyone’s plan is on this laptop."
    page = Page("Saturday 21 November", lead)
    first = Card()
    said = (
        "No reply yesterday 15:10, card left. Second try today, agreed with Priya (on duty, 0161 496 0000)."
    )
    first.add_beside(
        column(Words("Daniel O.", "heading"), Words(said, "soft")),
        flowing(StateChip("Tell Priya by 17:00", "soon", "today"), PrimaryButton("Open")),
    )
    second = Card()
    home = (
        "Home since Thursday 16:30. Flat 4, side gate. Knock, not the bell. Interpreter booked: Urdu, 15:30."
    )
    second.add_beside(
        column(Words("Amina R., likes to be called Mina", "heading"), Words(home, "soft")),
        flowing(StateChip("72 hours ends Sunday 16:30", "soon", "today"), PrimaryButton("Start visit")),
    )
    marks = (
        ClockMark(0.0, "left hospital Thu 16:30"),
        ClockMark(0.2, "counts nationally from start of Friday", above=False),
        ClockMark(0.575, "now", tone="ink", line=True),
        ClockMark(0.908, "72 hours: Sun 16:30", tone="soon", line=True),
        ClockMark(1.0, "to end of Sunday", above=False),
    )
    sentence = (
        "A friendly call on Thursday evening was good care. It is not the 72-hour contact: that starts the "
        "day after. A registered colleague’s follow-up is also still due."
    )
    second.add(ClockPicture(0.575, marks, "Time for the visit", sentence))
    second.add(Words(sentence, "soft"))
    third = Card()
    third.add_beside(
        column(
            Words("Tom W.", "heading"), Words("Quiet check-in agreed for today, phone, after 2 pm.", "soft")
        ),
        flowing(StateChip("Check-in"), SecondaryButton("Open")),
    )
    for card in (first, second, third):
        page.add(card)
    return window("today", bar, page)


def visit_page() -> QWidget:
    """One section of the visit, as in the mock."""
    banner = PersonBanner(*WHO, "Large print · speaks Urdu, reads English")
    saved = SaveState()
    banner.add_trailing(saved)
    saved.show_saved("Saved on this laptop, 14:02")
    page = Page(
        "Coming home", "Mina’s own list first. Whatever needs help becomes something we promise to do."
    )
    sections = ("Arriving", "Coming home", "What was promised", "How I’ve been", "Medicines", "What next")
    tabs = SectionTabs([(name, name) for name in sections], "Parts of the visit")
    tabs.show_section("Coming home")
    page.column.insertWidget(0, tabs)
    card = Card()
    spaced(card.body, "", ("gap_l", "gap_s"))
    for question, answer in HOME_QUESTIONS:
        row = ChoiceRow(question, HOME_OPTIONS, ruled=True)
        row.show_choice(answer)
        card.add(row)
    page.add(card)
    promise = Card("soon")
    words = Words()
    words.show_lead(
        "We promise:", "food parcel from St Mark’s before 5 pm today (Sam). Gas top-up on the way out."
    )
    promise.add_beside(words, SecondaryButton("Change"))
    page.add(promise)
    footer = Footer()
    footer.add_leading(SecondaryButton("Hand the screen to Mina"))
    footer.add_leading(SecondaryButton("Stop here, keep it"))
    footer.add_trailing(SecondaryButton("Back", "back"))
    footer.add_trailing(PrimaryButton("Next: what was promised"))
    return window("", banner, page, footer)


def person_page() -> QWidget:
    """The plan as a path, two versions to agree, notices."""
    banner = PersonBanner(*WHO, "Large print · speaks Urdu, reads English")
    banner.show_state("2 items only on this laptop", "laptop", "laptop")
    page = Page("Mina’s plan")
    plan = Card()
    plan.add(PlanPath(STAGES, "Parts of the plan"))
    plan.add_beside(
        flowing(PrimaryButton("Write together", "pen"), SecondaryButton("Leave a copy", "copies")),
        Words("Agreed 12 Nov\nlook again 12 Feb", "soft"),
    )
    page.add(plan)
    agree = Card("person_words")
    words = Words()
    words.show_lead(
        "Two versions to agree.",
        "“Who I want with me”: Sam wrote one with Mina on Tuesday, Priya another on Wednesday.",
    )
    agree.add_beside(words, SecondaryButton("Agree it together"))
    page.add(agree)
    since = Card()
    since.add(
        flowing(
            StateChip("Thu evening: call. Good care, not the 72-hour contact"),
            StateChip("Visit due by Sun 16:30", "soon", "today"),
            StateChip("The visit was due Sunday 16:30", "late", "warning"),
            StateChip("Received by the team", "done", "tick"),
        )
    )
    page.add(since)
    page.add(MessageBar("No signal here. Everything you write is kept on this laptop.", "laptop"))
    page.add(MessageBar("The disk is nearly full.", "late", "What to do"))
    return window("people", banner, page)


def people_page() -> QWidget:
    """The network of support: few people in a narrow column, and more than the picture holds."""
    banner = PersonBanner(*WHO)
    banner.show_state("2 items only on this laptop", "laptop", "laptop")
    page = Page("My people")
    many, few = Card(), Card()
    many.add(NetworkPicture("Mina", MANY_PEOPLE, NETWORK_WORDS))
    few.add(NetworkPicture("Mina", FIVE_PEOPLE, NETWORK_WORDS))
    page.add(TwoColumns([many], [few]))
    return window("people", banner, page)


def together_page() -> QWidget:
    """The person's own screen: large, and nothing else in reach."""
    page = Page()
    page.column.addWidget(_together_head())
    page.add(
        StatementCard(
            StatementWords(
                "Walking the dog by the canal before anyone is up.",
                "My words. Sam typed them. I checked them.",
            )
        )
    )
    mine = StatementCard(
        StatementWords(
            "Ringing my sister on Sundays, even when I don’t feel like it.", "My words. I typed them."
        )
    )
    mine.offer(amend="Change", strike="Strike out")
    page.add(mine)
    area = GrowingTextArea("Write something that helps", "I can write here, or say it and Sam will type it")
    page.add(area)
    typing = ChoiceRow(
        "Who is typing?",
        (Option("me", "Me"), Option("worker", "Sam, my words"), Option("interpreter", "Interpreter")),
        text="strong",
    )
    typing.show_choice("me")
    page.add(typing)
    idea = Card("worker_words", dashed=True, tinted=True)
    idea.add_beside(
        column(
            Words("Sam suggests: the choir on Wednesdays."),
            Words("Only an idea. It is not in my plan.", "small"),
        ),
        flowing(SecondaryButton("Yes, in my words"), QuietButton("No thanks")),
    )
    page.add(idea)
    footer = Footer()
    footer.add_leading(SecondaryButton("Back"))
    footer.add_leading(SecondaryButton("I want to stop and talk"))
    footer.add_trailing(SecondaryButton("Leave this part for now"))
    footer.add_trailing(PrimaryButton("Next part"))
    whole = window("", QWidget(), page, footer)
    restyle(whole, screen="person")
    return whole


def _together_head() -> QWidget:
    head = QWidget()
    layout = spaced(BesideLayout(head), "gap_m")
    layout.addWidget(column(Words("My plan", "lead"), Words("Things that help me stay well", "title")))
    layout.addWidget(
        flowing(
            QuietButton("Read to me"),
            QuietButton("A−"),
            QuietButton("A+"),
            SecondaryButton("Hide this", "hide"),
        )
    )
    policy = head.sizePolicy()
    policy.setHeightForWidth(True)
    head.setSizePolicy(policy)
    return head


def sharing_page() -> QWidget:
    """Who will see one thing: closed, as it usually stands, and open with its choices."""
    banner = PersonBanner(*WHO)
    banner.show_state("2 items only on this laptop", "laptop", "laptop")
    page = Page("Things that help me stay well")
    for text, audience, is_open in (
        ("Walking the dog by the canal.", "Me and Sam’s team.", False),
        ("Ringing my sister on Sundays.", "Me and Sam’s team. My GP can see it.", True),
    ):
        card = Card("person_words")
        card.add(Words(text, "statement"))
        seen = WhoSees(SHARING, SHARED_AS)
        seen.show_audience(audience)
        seen.show_readers(READERS)
        seen.show_open(is_open=is_open)
        card.add(seen)
        page.add(card)
    return window("people", banner, page)


def pieces_page() -> QWidget:
    """What the other pages do not show: struck words, two versions, fields, choices of many, disabled."""
    page = Page(
        "Two versions of “Who I want with me”", "Neither is newer or better. What does Mina want it to say?"
    )
    page.add(
        TwoVersions(
            (
                Version(
                    "My sister Rukhsana, and nobody from work.",
                    "Sam wrote this with Mina, Tuesday 17 November",
                ),
                Version(
                    "Rukhsana or Mum.",
                    "Priya wrote this after a call, Wednesday 18 November",
                    by_person=False,
                ),
            ),
            "Keep this one",
            ("Or neither: say it again, and write it together.", "Write it together"),
        )
    )
    struck = StatementCard(
        StatementWords(
            "Going to the gym.",
            "My words. Sam typed them.",
            struck="Struck out by Mina, 12 November. Sam typed it.",
        )
    )
    page.add(struck)
    both = StatementCard(
        StatementWords(
            "Sam thinks mornings are hardest.", "Sam’s words.", by_person=False, two_versions="Two versions"
        )
    )
    both.offer(amend="Change", strike="Strike out", agree="Agree it together")
    page.add(both)
    what = ChoiceRow(
        "What",
        (
            Option("plan", "Whole plan, 9 pages"),
            Option("crisis", "Crisis sheet"),
            Option("card", "Wallet card"),
        ),
        many=True,
        text="strong",
    )
    what.show_choices(("plan", "crisis"))
    page.add(what)
    line = QLineEdit()
    line.setAccessibleName("Name of the copy’s holder")
    line.setPlaceholderText("Name")
    page.add(line)
    tick = TickBox("I have read it back to Mina, and she says it is right.")
    tick.setChecked(True)
    page.add(tick)
    day = QDateEdit()
    day.setAccessibleName("Day")
    count = QSpinBox()
    count.setAccessibleName("How many")
    page.add(flowing(day, count, QCheckBox("Plain cover")))
    unusable = PrimaryButton("Print 2 copies")
    unusable.setEnabled(False)
    page.add(flowing(unusable, SecondaryButton("Save a file"), QuietButton("Not today")))
    return window("copies", PersonBanner(*WHO), page)


PAGES: dict[str, Callable[[], QWidget]] = {
    "today": today_page,
    "visit": visit_page,
    "person": person_page,
    "people": people_page,
    "together": together_page,
    "sharing": sharing_page,
    "pieces": pieces_page,
}


def build_gallery() -> QWidget:
    """Return one widget holding every page, for tests that walk through all of them."""
    whole = QWidget()
    layout = QVBoxLayout(whole)
    for build in PAGES.values():
        layout.addWidget(build())
    return whole


HEIGHTS = {"pieces": 1150, "people": 1250}
"""Of the pages that hold more than a window of 800 shows."""

LOOKS = (
    ("light", "light", 1.0, Qt.LayoutDirection.LeftToRight),
    ("dark", "dark", 1.0, Qt.LayoutDirection.LeftToRight),
    ("contrast", "high_contrast", 1.0, Qt.LayoutDirection.LeftToRight),
    ("twice", "light", 2.0, Qt.LayoutDirection.LeftToRight),
    ("mirrored", "light", 1.0, Qt.LayoutDirection.RightToLeft),
)


def save_pictures(app: QApplication, folder: Path) -> None:
    """Save every page in every look, 1280 × 800."""
    folder.mkdir(parents=True, exist_ok=True)
    for look, scheme, scale, direction in LOOKS:
        apply_theme(app, scheme, scale)
        app.setLayoutDirection(direction)
        for name, build in PAGES.items():
            page = build()
            page.resize(1280, HEIGHTS.get(name, 800))
            page.show()
            app.processEvents()
            first = page.findChild(GrowingTextArea) or page
            first.setFocus()
            page.grab().save(str(folder / f"{look}-{name}.png"))
            page.close()
            page.deleteLater()
        app.processEvents()


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    save_pictures(QApplication(sys.argv[:1]), Path(sys.argv[1]))
