# SPDX-License-Identifier: Apache-2.0
"""What people see: layout and signals only. Never asks storage for anything; presenters do."""
