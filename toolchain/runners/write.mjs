// For drivers in JavaScript: what a guest writes to a stream of the host.
import { writeSync } from 'node:fs';

// All of it: a pipe takes what fits, and says again when it is full.
export function write(stream, bytes) {
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(stream, bytes));
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}
