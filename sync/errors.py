# SPDX-License-Identifier: Apache-2.0
"""What can stop an exchange with the centre. Never carries words for a screen, nor anything about a person.

Every error here leaves the laptop as it was: what was not acknowledged is still the journal's tail
(design 1.3). `desktop.messages` turns the codes into sentences.
"""

from __future__ import annotations

from typing import ClassVar


class SyncError(Exception):
    """Base of everything this package raises."""


class ExpectedError(SyncError):
    """The world's fault: the exchange stops here and is tried again later.

    Attributes:
        code: stable name of what happened, the same in every language and version.
    """

    code: ClassVar[str] = "sync"


class CentralUnreachableError(ExpectedError):
    """No answer, or an answer that broke off. What was sent may or may not have arrived."""

    code = "central_unreachable"


class CentralAnsweredHtmlError(ExpectedError):
    """Something other than the centre answered: a Wi-Fi sign-in page, a proxy's notice, a redirect."""

    code = "central_answered_html"


class CentralRefusedError(ExpectedError):
    """The centre does not know this laptop, or no longer lets it in."""

    code = "central_refused"


class CentralTooOldError(ExpectedError):
    """The centre speaks only versions of the protocol that this laptop has left behind."""

    code = "central_too_old"


class CentralTooNewError(ExpectedError):
    """The centre no longer speaks any version of the protocol that this laptop knows."""

    code = "central_too_new"


class CentralFaultError(ExpectedError):
    """The centre answered that it could not do it (HTTP 5xx), or refused the size of a message."""

    code = "central_error"


class CentralNotProvenError(ExpectedError):
    """An answer whose signature or hashes are not the centre's: nothing of it is used (security A9)."""

    code = "central_not_proven"


class CentralAddressUnsafeError(ExpectedError):
    """The address is neither https nor this very laptop, so nothing is sent there (security A8)."""

    code = "central_address_unsafe"


class EnrolmentCodeWrongError(ExpectedError):
    """The centre never gave out this code."""

    code = "enrolment_code_wrong"


class EnrolmentCodeUsedOrExpiredError(ExpectedError):
    """The code was used by another laptop, or its quarter of an hour is over."""

    code = "enrolment_code_used_or_expired"
