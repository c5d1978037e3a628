# SPDX-License-Identifier: Apache-2.0
"""What may be asked and what counts as answered. Never imports Qt, never stores anything."""
