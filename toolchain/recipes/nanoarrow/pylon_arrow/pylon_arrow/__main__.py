"""python -m pylon_arrow: see --help."""
import sys

from pylon_arrow._program import main

sys.exit(main())
