// Strings that were hashed before the snapshot keep their hash, which dicts and sets in it are built on. All
// others get the hash that CPython gives them, with a secret of this start.
//
// While taking, a buffer's hash is SipHash-1-3 of it with a key of zeros, and its 64 bits are noted. After
// that a buffer whose 64 bits are among the noted ones keeps them. That is a function of the buffer's content
// alone, so equal objects always have equal hashes, whichever way they came into being. An attacker who wants
// collisions has nothing but the noted strings, which are few and known; 64 bits are too many to find others
// by trying.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include <stdlib.h>
#include <string.h>

#include "pycore_pyhash.h"
#include "pycore_pylifecycle.h"

Py_hash_t __real__Py_HashBytes(const void* from, Py_ssize_t size);
Py_hash_t __wrap__Py_HashBytes(const void* from, Py_ssize_t size);

// An open table of noted hashes; 0 is an empty place.
static uint64_t* table;
static uint32_t places;
static uint32_t noted;

// Nearly all new strings are told from noted ones by one bit, chosen by their ends and length.
enum { FILTER_BITS = 17 };
static uint8_t filter[(1u << FILTER_BITS) / 8];

static uint32_t read_4(const uint8_t* from) {
  uint32_t word;
  memcpy(&word, from, sizeof word);
  return word;
}

// Both ends suffice: a string in the filter by mistake is looked up, no more.
static uint32_t filter_bit(const uint8_t* from, size_t size) {
  uint32_t ends = (uint32_t)size << 24;
  if (size >= 4) {
    const uint32_t last = read_4(from + size - 4);
    ends ^= read_4(from) ^ ((last << 13) | (last >> 19));
  } else {
    ends ^= from[0] | ((uint32_t)from[size >> 1] << 8) | ((uint32_t)from[size - 1] << 16);
  }
  return (ends * UINT32_C(0x9e3779b1)) >> (32 - FILTER_BITS);
}

// The last size % 8 bytes, without a call for so few: words that overlap agree where they do.
static uint64_t read_rest(const uint8_t* from, size_t size) {
  const size_t left = size % 8;
  uint64_t word = 0;
  if (left == 0) return 0;
  if (size >= 8) {
    memcpy(&word, from + size - 8, sizeof word);
    return word >> (64 - 8 * left);
  }
  if (size >= 4) return read_4(from) | (uint64_t)read_4(from + size - 4) << (8 * (size - 4));
  return from[0] | (uint32_t)from[size >> 1] << (8 * (size >> 1)) | (uint32_t)from[size - 1] << (8 * (size - 1));
}

static uint64_t rotate(uint64_t word, int bits) { return (word << bits) | (word >> (64 - bits)); }

static void sip_round(uint64_t v[4]) {
  v[0] += v[1];
  v[2] += v[3];
  v[1] = rotate(v[1], 13) ^ v[0];
  v[3] = rotate(v[3], 16) ^ v[2];
  v[0] = rotate(v[0], 32);
  v[2] += v[1];
  v[0] += v[3];
  v[1] = rotate(v[1], 17) ^ v[2];
  v[3] = rotate(v[3], 21) ^ v[0];
  v[2] = rotate(v[2], 32);
}

// SipHash-1-3 with a key of zeros (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012).
static uint64_t zero_key_hash(const uint8_t* from, size_t size) {
  uint64_t v[4] = {UINT64_C(0x736f6d6570736575), UINT64_C(0x646f72616e646f6d), UINT64_C(0x6c7967656e657261),
                   UINT64_C(0x7465646279746573)};
  const uint64_t last = read_rest(from, size) | (uint64_t)size << 56;
  for (const uint8_t* const end = from + size / 8 * 8; from < end; from += 8) {
    uint64_t word;
    memcpy(&word, from, sizeof word);
    v[3] ^= word;
    sip_round(v);
    v[0] ^= word;
  }
  v[3] ^= last;
  sip_round(v);
  v[0] ^= last;
  v[2] ^= 0xff;
  for (int i = 0; i < 3; ++i) sip_round(v);
  return v[0] ^ v[1] ^ v[2] ^ v[3];
}

static uint64_t* place_of(uint64_t hash) {
  uint32_t i = (uint32_t)(((hash >> 32) * places) >> 32);
  while (table[i] && table[i] != hash) i = i + 1 == places ? 0 : i + 1;
  return &table[i];
}

static void rebuild(uint32_t wanted) {
  uint64_t* const before = table;
  const uint32_t count = places;
  table = calloc(wanted, sizeof *table);
  if (!table) abort();  // only while taking
  places = wanted;
  for (uint32_t i = 0; i < count; ++i) {
    if (before[i]) *place_of(before[i]) = before[i];
  }
  if (before) memset(before, 0, count * sizeof *before);
  free(before);
}

static void note(uint64_t hash, uint32_t bit) {
  if (2 * noted >= places) rebuild(places ? 2 * places : 4096);
  uint64_t* const place = place_of(hash);
  if (*place) return;
  *place = hash;
  ++noted;
  filter[bit / 8] |= (uint8_t)(1u << (bit % 8));
}

static Py_hash_t as_hash(uint64_t hash) { return (Py_hash_t)hash == -1 ? -2 : (Py_hash_t)hash; }

Py_hash_t __wrap__Py_HashBytes(const void* from, Py_ssize_t size) {
  if (size <= 0 || pylon_state == PYLON_COLD) return __real__Py_HashBytes(from, size);
  const uint32_t bit = filter_bit(from, (size_t)size);
  if (pylon_state == PYLON_TAKING) {
    const uint64_t hash = zero_key_hash(from, (size_t)size);
    note(hash, bit);
    return as_hash(hash);
  }
  if (!(filter[bit / 8] & (1u << (bit % 8)))) return __real__Py_HashBytes(from, size);
  const uint64_t hash = zero_key_hash(from, (size_t)size);
  return *place_of(hash) == hash ? as_hash(hash) : __real__Py_HashBytes(from, size);
}

void pylon_hash_seal(void) {
  if (noted) rebuild(noted + noted / 4 + 1);
}

int pylon_hash_renew(const PyConfig* config) {
  unsigned char* const secret = _Py_HashSecret.uc;
  if (!config->use_hash_seed) return _PyOS_URandomNonblock(secret, sizeof _Py_HashSecret) == 0;
  memset(secret, 0, sizeof _Py_HashSecret);
  uint32_t x = (uint32_t)config->hash_seed;
  // What CPython itself makes of PYTHONHASHSEED (Python/bootstrap_hash.c).
  for (size_t i = 0; x != 0 && i < sizeof _Py_HashSecret; ++i) {
    x = x * 214013 + 2531011;
    secret[i] = (x >> 16) & 0xff;
  }
  return 1;
}
