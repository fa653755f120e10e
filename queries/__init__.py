"""Warehouse to metric rows."""
