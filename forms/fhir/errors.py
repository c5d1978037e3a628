# SPDX-License-Identifier: Apache-2.0
"""Why a referral was refused. Never carries anything a referral says: sizes, versions and element paths only.

Refusing changes nothing: reading makes plain values, and only records/intake.py writes.
"""

from __future__ import annotations

from typing import ClassVar

from forms.errors import ExpectedError


class ReferralError(ExpectedError):
    """Base of every refusal of a referral."""

    code: ClassVar[str] = "referral"


class ReferralTooLargeError(ReferralError):
    """The file is as large as the limit or larger. `size` and `limit` are bytes."""

    code = "referral_too_large"

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(f"{size} bytes, limit {limit}")
        self.size = size
        self.limit = limit


class ReferralTooDeepError(ReferralError):
    """Objects and lists inside one another, more than `limit` levels."""

    code = "referral_too_deep"

    def __init__(self, limit: int) -> None:
        super().__init__(f"more than {limit} levels")
        self.limit = limit


class ReferralIsXmlError(ReferralError):
    """FHIR written as XML. The sender can send the same as JSON."""

    code = "referral_is_xml"


class ReferralNotJsonError(ReferralError):
    """Neither JSON nor FHIR XML: a letter, a picture, a web page, a cut-off download."""

    code = "referral_not_json"


class ReferralNotFhirError(ReferralError):
    """JSON, but nothing in it says it is a FHIR resource."""

    code = "referral_not_fhir"


class ReferralNotR4Error(ReferralError):
    """FHIR of another release. `release` is DSTU2, STU3 or R5."""

    code = "referral_not_r4"

    def __init__(self, release: str) -> None:
        super().__init__(release)
        self.release = release


class ReferralInvalidError(ReferralError):
    """FHIR R4, but broken at `element`, for example `Encounter.period.end`; "" where no path can be named."""

    code = "referral_invalid"

    def __init__(self, element: str) -> None:
        super().__init__(element)
        self.element = element


class ReferralNoPatientError(ReferralError):
    """FHIR R4, but about nobody: no Patient in it."""

    code = "referral_no_patient"


class ReferralManyPeopleError(ReferralError):
    """Several people, and no hospital stay says which of them is referred. `people` is how many."""

    code = "referral_many_people"

    def __init__(self, people: int) -> None:
        super().__init__(str(people))
        self.people = people


class ReferralOtherPersonError(ReferralError):
    """The hospital stay is somebody else's than the Patient's: joining them could harm both (hazard 6)."""

    code = "referral_other_person"


class ReferralNoIdentifiersError(ReferralError):
    """Neither a name with a date of birth, nor an NHS number that could exist."""

    code = "referral_no_identifiers"
