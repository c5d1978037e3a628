# SPDX-License-Identifier: Apache-2.0
"""Whether a Patient or Encounter is FHIR R4, by the models of `fhir.resources`. Never names a value.

Only the resources that a referral is made from are checked: one broken medicine in a discharge bundle must
not keep a person from being followed up. The package has R4B models and no R4 ones; for Patient and Encounter
the two releases are the same. The published UK Core examples of both pass its strictness.
`contained` resources are left out of the check, because the models look them up by the name the file gives.
"""

from __future__ import annotations

import re
from typing import Any, Final

from forms.fhir.elements import Element
from forms.fhir.errors import ReferralInvalidError

_ELEMENT_NAME: Final = re.compile(r"_?[a-z][A-Za-z]{0,39}")


def refuse_unless_valid(resource: Element) -> None:
    """Check one Patient or Encounter.

    Raises:
        ReferralInvalidError: names the first broken element.
    """
    from pydantic import ValidationError

    kind = resource["resourceType"]
    checked = {name: value for name, value in resource.items() if name != "contained"}
    try:
        read = _model(kind).model_validate(checked).model_dump()
    except ValidationError as invalid:
        raise ReferralInvalidError(_path(kind, invalid)) from None
    except (TypeError, LookupError, AttributeError):
        # The models trip, instead of complaining, over some values that are of another kind altogether.
        raise ReferralInvalidError(kind) from None
    if _unwrapped(checked, read):
        raise ReferralInvalidError(kind)


def _unwrapped(sent: Any, read: Any) -> bool:
    """Whether the models took a text for JSON of its own: FHIR knows no such thing, nor do we."""
    if isinstance(sent, dict) and isinstance(read, dict):
        return any(_unwrapped(value, read.get(name)) for name, value in sent.items())
    if isinstance(sent, list) and isinstance(read, list):
        return any(_unwrapped(*both) for both in zip(sent, read, strict=False))
    return isinstance(sent, str) and isinstance(read, dict | list)


def _model(kind: str) -> Any:
    """Imported here, not above: the models are slow to load, and the unlock window must not wait for them."""
    if kind == "Patient":
        from fhir.resources.R4B.patient import Patient

        return Patient
    from fhir.resources.R4B.encounter import Encounter

    return Encounter


def _path(kind: str, invalid: Any) -> str:
    """Where the first complaint is: `Encounter.period.end`. A name the sender made up is not repeated."""
    first = invalid.errors(include_url=False, include_context=False, include_input=False)[0]
    steps = list(first["loc"])
    if first["type"] == "extra_forbidden":
        steps = steps[:-1]
    named = [
        step for step in steps if isinstance(step, str) and step != "root" and _ELEMENT_NAME.fullmatch(step)
    ]
    return ".".join([kind, *named])
