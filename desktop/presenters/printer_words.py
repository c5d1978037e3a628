# SPDX-License-Identifier: Apache-2.0
"""What is said of a printer before anything goes there: where it is, and what can be done without one."""

from __future__ import annotations

from desktop.printer_reach import Reach
from locales import _


def network_words(reach: Reach) -> str:
    """What to know before a job goes to this printer; "" where it hangs on this laptop."""
    if reach is Reach.HERE:
        return ""
    if reach is Reach.NETWORK:
        return _(
            "This printer is on a network: the pages may lie where other people can see them, and it may keep"
            " what it printed. Print there only if you can fetch them at once."
        )
    return _(
        "Keepwell cannot tell whether this printer is on a network, where other people could see the pages."
        " Print there only if you can fetch them at once."
    )


def no_printer_words() -> str:
    """What can be done where there is no printer."""
    return _("There is no printer on this laptop. Save a file, copy it by hand, or owe a copy.")
