"""What Streamlit runs at each choice of a reader: as little as can be, for it is read and run anew each time.

The pages and their caches stand in `app.py`, which is imported once.
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent.parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from dashboard import app  # noqa: E402

app.main()
