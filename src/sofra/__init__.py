"""Sofra runs resilience dialogues and never holds who said what."""

__version__ = "0.1.0"
