# SPDX-License-Identifier: Apache-2.0
"""Reads what hospitals send as FHIR R4 into plain values. Never stores anything, never writes FHIR."""
