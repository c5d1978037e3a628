# SPDX-License-Identifier: Apache-2.0
"""Exchange with the centre. Never imports Qt, never starts a thread."""
