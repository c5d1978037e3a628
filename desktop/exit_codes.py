# SPDX-License-Identifier: Apache-2.0
"""What the app process says by ending, for the supervisor. Anything else is a crash."""

CLOSED = 0
LOCKED = 75
HANDOVER = 76
