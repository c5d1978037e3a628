# SPDX-License-Identifier: Apache-2.0
"""Ways about the windows that several steps take, in the words of the forms themselves."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.demo.laptop import Laptop
from desktop.demo.spoken import said
from forms.definition import Form
from forms.registry import newest_form
from locales import ngettext

FIND = "Find someone by name, NHS number or words in their plan"


def open_person(laptop: Laptop, name: str, called: str) -> None:
    """From anywhere to a person's page, by searching for them."""
    laptop.press("People")
    laptop.type(FIND, name)
    laptop.see(name, ngettext("{count} person found", "{count} people found", 1).format(count=1))
    laptop.write("\n")
    laptop.see(said("{called}’s plan", called=called))


@dataclass(frozen=True)
class Pen:
    """Answers the questions of one form by their linkIds, finding them on screen by their words."""

    laptop: Laptop
    form: Form

    @classmethod
    def of(cls, laptop: Laptop, canonical: str) -> Pen:
        """A pen for the newest version of a form."""
        return cls(laptop, newest_form(canonical))

    def asked(self, link_id: str) -> str:
        """A question as it stands on screen."""
        return said(self.form.by_link_id[link_id].text)

    def option(self, link_id: str, code: str) -> str:
        """The accessible name of one of its options."""
        options = {one.code: one.text for one in self.form.by_link_id[link_id].options}
        words = said(options[code]) if code in options else said({"yes": "Yes", "no": "No"}[code])
        return f"{self.asked(link_id)}: {words}"

    def choose(self, link_id: str, code: str) -> None:
        """Press an option: a code of the form, or yes or no."""
        self.laptop.press_named(self.option(link_id, code))

    def is_chosen(self, link_id: str, code: str) -> bool:
        """Whether a screen reader says that this option is chosen."""
        name = self.option(link_id, code)
        return any(one["name"] == name and "checked" in one["states"] for one in self.laptop.tree())

    def put_aside(self, link_id: str, words: str) -> None:
        """Press "Not now" or "Not asked" beside a question."""
        self.laptop.press_named(f"{self.asked(link_id)}: {said(words)}")

    def write(self, link_id: str, text: str) -> None:
        """Type into the question's field."""
        self.laptop.type_into(self.asked(link_id), text)

    def write_line(self, link_id: str, number: int, text: str) -> None:
        """Type into one of a question's lines, counted from 1."""
        name = said("{question}, line {number}", question=self.asked(link_id), number=number)
        self.laptop.type_into(name, text)

    def write_moment(self, link_id: str, day: str, time: str) -> None:
        """Type a day and a time of day."""
        question = self.asked(link_id)
        self.laptop.type_into(said("{question}, day", question=question), day)
        self.laptop.type_into(said("{question}, time", question=question), time)

    def now(self, link_id: str) -> None:
        """Press "Now" beside a moment."""
        self.laptop.press_named(said("{question}: now", question=self.asked(link_id)))

    def go_to(self, section: str) -> None:
        """Press the tab of a part."""
        found = next(one for one in self.form.sections if one.link_id == section)
        self.laptop.press(found.title)
        self.laptop.see(said(found.lead))
