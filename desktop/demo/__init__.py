# SPDX-License-Identifier: Apache-2.0
"""The demonstration: the real parts, synthetic people, two laptops and a centre. Never for everyday use."""
