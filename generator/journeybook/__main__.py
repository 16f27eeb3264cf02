"""`python -m journeybook` is the command `journeybook`."""

from __future__ import annotations

from journeybook.cli import main

if __name__ == "__main__":
    main()
