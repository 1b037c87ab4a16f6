import sys

from sofra.project.commands import main

sys.exit(main())
