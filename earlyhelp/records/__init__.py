"""The mapped classes: columns and relationships, no behaviour.  Opens nothing, decides nothing."""

import pkgutil
from importlib import import_module


def every_module() -> None:
    """Map every class, for those who need the whole structure at once."""
    for module in pkgutil.iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
