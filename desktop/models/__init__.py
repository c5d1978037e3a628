# SPDX-License-Identifier: Apache-2.0
"""Item models for long lists. They hold what is shown, and never ask a store for anything."""
