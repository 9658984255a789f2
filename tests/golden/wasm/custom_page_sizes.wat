(module (memory 4096 (pagesize 1)))
