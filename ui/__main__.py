"""`python -m ui`: the same as the command `earlyhelp`."""

import sys

from ui.main import main

sys.exit(main())
