# SPDX-License-Identifier: Apache-2.0
"""The page composer: what a person holds on paper. Never imported at start-up, never writes a file itself."""
