# SPDX-License-Identifier: Apache-2.0
"""What changing who somebody is needs beside its questions. Never lets two people share an NHS number."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.presenters.form_acts import FormActs
from forms.answers import Given
from records.errors import NumberOfSomebodyElseError
from records.operation import Change
from records.store import RecordStore


class DetailsActs(FormActs):
    """Beside a person's own details."""

    def also(self, store: RecordStore) -> Sequence[Change]:
        """Nothing more.

        Raises:
            NumberOfSomebodyElseError: the NHS number is somebody else's here (hazards 6 and 7).
        """
        number = self.room.filling.draft.answer((None, "nhs_no"))
        if isinstance(number, Given) and store.who_has(str(number.value)) not in {None, self.room.person}:
            raise NumberOfSomebodyElseError
        return ()
