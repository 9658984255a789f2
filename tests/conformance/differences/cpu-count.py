# What: one processor
# Why: there are no threads
# Do: nothing
import os
print(os.cpu_count() in (None, 1))
