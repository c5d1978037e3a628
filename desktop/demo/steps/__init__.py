# SPDX-License-Identifier: Apache-2.0
"""The twelve steps of the journey, each a function that does and then checks what a person would see."""
