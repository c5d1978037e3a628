# SPDX-License-Identifier: Apache-2.0
"""How somebody comes back to us, as it was agreed when support ended (domain M10). Never closes a door."""

from __future__ import annotations

from locales import _
from records.answered import text_in
from records.check_ins import AGREE
from records.people import LEAVING_FORM
from records.person_record import PersonRecord


def way_back(record: PersonRecord) -> tuple[str, ...]:
    """The lines for the return card; none where support has not ended, or nobody wrote them down."""
    agreed = [one for one in record.responses_to(LEAVING_FORM) if one.given("cd_decision") == AGREE]
    if not agreed:
        return ()
    how, advice = (text_in(agreed[-1].answers, one) for one in ("cd_back_how", "cd_advice"))
    asking = _("Only to ask something: {line}").format(line=advice) if advice else ""
    return tuple(one for one in (how, asking) if one)
