// Unpacks one LZ4 block (github.com/lz4/lz4, doc/lz4_Block_format.md), within bounds whatever the bytes are.
// Ours, since liblz4 comes with nanoarrow alone, and a variant without it can have its library packed too.
#ifndef PYLON_LIBRARY_LZ4_H
#define PYLON_LIBRARY_LZ4_H

#include <stddef.h>
#include <stdint.h>

// Writes exactly `size` bytes to `to`, and returns 1; 0 where the block gives more or less than that, or is
// damaged.
int pylon_lz4_unpack(const uint8_t* from, size_t packed_size, uint8_t* to, size_t size);

#endif
