"""Releases to pages."""
