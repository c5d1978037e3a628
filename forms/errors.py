# SPDX-License-Identifier: Apache-2.0
"""The errors of the forms room. Never carry an answer, a name or any other personal content.

An error here is the world's fault or ours. A wrong or missing answer is a finding, not an error.
"""

from __future__ import annotations

from typing import ClassVar


class FormsError(Exception):
    """Base of everything the forms room raises on purpose."""


class ExpectedError(FormsError):
    """The world's fault: a bad file, a form we do not render. Nothing was changed.

    `code` is stable; desktop/messages.py turns it into words. Subclasses add plain facts as
    attributes (sizes, element paths, versions), never a translated sentence and never an answer.
    """

    code: ClassVar[str] = "forms"
