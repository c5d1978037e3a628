# SPDX-License-Identifier: Apache-2.0
"""What came of a run of copies to a printer, as plain values. Prints nothing and says nothing."""

from __future__ import annotations

from dataclasses import dataclass

from records.copies_register import CopyGiven


@dataclass(frozen=True, slots=True)
class PrintOutcome:
    """What came of it.

    Attributes:
        printed: the copies that were handed over whole.
        failed: the one at which the printer stopped; None where it did not.
        pages: how many pages of that one were handed over; with 0 it never was a copy.
        left: how many were neither counted nor handed over.
        error: why something could not be written down: with `failed`, that this one never was a copy;
            else the next copy, which was then not handed over.
    """

    printed: tuple[CopyGiven, ...]
    failed: CopyGiven | None = None
    pages: int = 0
    left: int = 0
    error: Exception | None = None

    @property
    def counted(self) -> tuple[CopyGiven, ...]:
        """Every copy whose number is taken."""
        return self.printed if self.failed is None else (*self.printed, self.failed)

    @property
    def stands_in_doubt(self) -> bool:
        """Whether `failed` stands in the register though nothing of it may have come out."""
        return self.failed is not None and (self.pages > 0 or self.error is not None)
