# What: there is no terminal: no size, no name, no raw mode
# Why: WASI hands over streams
# Do: pass what is needed as arguments
import os, shutil
for call in (lambda: os.get_terminal_size(), lambda: os.ttyname(0)):
    try:
        print(call())
    except (OSError, AttributeError) as error:
        print(type(error).__name__)
