# SPDX-License-Identifier: Apache-2.0
"""The centre: the service laptops reach later. Never opens a vault, never knows Qt."""
