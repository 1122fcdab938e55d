"""Makes a store full of made-up families, so that everything can be tried and measured.  Copies nobody."""

from earlyhelp.demo.making import DemoAccount, DemoReport, create

__all__ = ["DemoAccount", "DemoReport", "create"]
