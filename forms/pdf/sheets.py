# SPDX-License-Identifier: Apache-2.0
"""The one door to the sheets that are made of a plan: a name and a copy in, a PDF out.

Never decides what a copy holds. The sheet speaks the copy's language, whatever the screen speaks.
"""

from __future__ import annotations

from collections.abc import Callable

from forms.pdf.copy import PlanCopy
from forms.pdf.crisis_sheet import compose_crisis_sheet
from forms.pdf.easy_read import compose_easy_read
from forms.pdf.plan import compose_plan
from forms.pdf.return_card import compose_return_card
from forms.pdf.wallet_card import compose_wallet_card
from locales import speaking

_PLAN = "plan"
_OTHERS: dict[str, Callable[[PlanCopy], bytes]] = {
    "easy_read": compose_easy_read,
    "crisis": compose_crisis_sheet,
    "wallet": compose_wallet_card,
    "return": compose_return_card,
}
SHEET_NAMES = (_PLAN, *_OTHERS)
"""As the register of copies calls them (`records.copies_register.Sheet`)."""


def compose_sheet(sheet_name: str, copy: PlanCopy, *, show_struck: bool = False) -> bytes:
    """The PDF of one sheet; the same copy gives the same bytes.

    Args:
        sheet_name: one of `SHEET_NAMES`.
        copy: what is on it, its language and size.
        show_struck: also show statements that were taken out, each marked so; the whole plan alone does.

    Raises:
        ValueError: no sheet of this name is made of a plan.
    """
    if sheet_name not in SHEET_NAMES:
        raise ValueError(f"no sheet {sheet_name!r} is made of a plan")
    with speaking(copy.language):
        if sheet_name == _PLAN:
            return compose_plan(copy, show_struck=show_struck)
        return _OTHERS[sheet_name](copy)
