"""Anonymised figures: count coded facts, protect them, export them, draw them.

Refuses to load numpy, scipy or openpyxl on import: the window imports `charts`.
"""
