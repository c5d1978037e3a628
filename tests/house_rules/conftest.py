# SPDX-License-Identifier: Apache-2.0
"""The walk over every screen stands on the same real vault as the desktop's own tests."""

from tests.desktop.conftest import desk, somebody

__all__ = ["desk", "somebody"]
