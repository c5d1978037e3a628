# SPDX-License-Identifier: Apache-2.0
"""A copy that somebody still has to bring: what, for whom, who, by when (domain M11). Never a sheet left.

It is a response to a form of its own; `records.promises` makes a deadline of it, which ends when the copy is
left (`records.copies_left`) or somebody says that it is done.
"""

from __future__ import annotations

from dataclasses import dataclass

from forms.answers import LocalMoment
from forms.registry import COPY_OWED, newest_form
from locales import _
from records.answered import code_in, date_in, text_in
from records.check_ins import AGREED_ZONE
from records.copies_register import Sheet
from records.people import Response

WHAT = "co_sheet"


@dataclass(frozen=True, slots=True)
class OwedCopy:
    """One of them.

    Attributes:
        sheet: None where a newer Keepwell names one that this one does not know.
        holder: for whom; "" for the person themselves.
        who: brings it.
    """

    sheet: Sheet | None
    holder: str
    who: str
    by: LocalMoment | None

    @property
    def sheet_words(self) -> str:
        """What sheet it is, in the language that is active: a slip says no more, whoever finds it."""
        options = newest_form(COPY_OWED).by_link_id[WHAT].options
        found = (_(one.text) for one in options if self.sheet is not None and one.code == self.sheet.value)
        return next(found, _("a sheet"))

    @property
    def what(self) -> str:
        """The same, and for whom, for colleagues."""
        if not self.holder:
            return self.sheet_words
        return _("{sheet}, for {name}").format(sheet=self.sheet_words, name=self.holder)


def owed_copy(response: Response) -> OwedCopy:
    """What a response to the form says."""
    code, day = code_in(response.answers, WHAT), date_in(response.answers, "co_by")
    return OwedCopy(
        sheet=Sheet(code) if code in set(Sheet) else None,
        holder=text_in(response.answers, "co_for"),
        who=text_in(response.answers, "co_who"),
        by=None if day is None else LocalMoment(day, None, AGREED_ZONE),
    )
