2python3 -m crc32c_dynlink
python3 -c 'import crc32c_dynlink'
load_dynlink  # import nothing_dynlink
