"""Metric rows to protected releases."""
