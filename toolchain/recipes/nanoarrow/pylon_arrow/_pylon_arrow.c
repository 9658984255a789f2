// Loops over the buffers of Arrow columns, for pylon_arrow.kernels: arithmetic, comparison, casts, sums, gathering.
//
// A format is that of the struct module: one of b B h H i I q Q f d. Values go through blocks of 64 bits in one of three
// classes, so that each type needs one way in and one way out: signed integers (q), uint64 (Q), floating point (d).
// A float result is rounded once more from double, which gives the same as arithmetic in float. Bitmaps are Arrow's: bit i is
// bit i % 8 of byte i / 8. Indices are int64. Every access is checked against the buffer's size: nothing here trusts a length.
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { kBlock = 512 };

typedef union {
  int64_t i[kBlock];
  uint64_t u[kBlock];
  double d[kBlock];
} Block;

typedef struct {
  Py_buffer view;
  char format;   // one of those above
  bool scalar;   // every element is the first one
} Operand;

static Py_ssize_t item_size(char format) {
  switch (format) {
    case 'b': case 'B': return 1;
    case 'h': case 'H': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'q': case 'Q': case 'd': return 8;
    default: return 0;
  }
}

static char class_of(char format) { return format == 'f' || format == 'd' ? 'd' : format == 'Q' ? 'Q' : 'q'; }

static bool bit(const uint8_t *bits, Py_ssize_t i) { return (bits[i >> 3] >> (i & 7)) & 1; }

#define EACH(C_TYPE, MEMBER)                                                                      \
  {                                                                                               \
    const C_TYPE *from = (const C_TYPE *)operand->view.buf + (operand->scalar ? 0 : at);          \
    if (operand->scalar) for (Py_ssize_t n = 0; n < count; n++) block->MEMBER[n] = from[0];       \
    else for (Py_ssize_t n = 0; n < count; n++) block->MEMBER[n] = from[n];                       \
    break;                                                                                        \
  }

// Elements [at, at + count) as values of a class.
static void load(const Operand *operand, char class, Py_ssize_t at, Py_ssize_t count, Block *block) {
  if (class == 'd') {
    switch (operand->format) {
      case 'b': EACH(int8_t, d)
      case 'B': EACH(uint8_t, d)
      case 'h': EACH(int16_t, d)
      case 'H': EACH(uint16_t, d)
      case 'i': EACH(int32_t, d)
      case 'I': EACH(uint32_t, d)
      case 'q': EACH(int64_t, d)
      case 'Q': EACH(uint64_t, d)
      case 'f': EACH(float, d)
      default: EACH(double, d)
    }
  } else {
    switch (operand->format) {
      case 'b': EACH(int8_t, i)
      case 'B': EACH(uint8_t, i)
      case 'h': EACH(int16_t, i)
      case 'H': EACH(uint16_t, i)
      case 'i': EACH(int32_t, i)
      case 'I': EACH(uint32_t, i)
      default: EACH(int64_t, i)
    }
  }
}

#define STORE(C_TYPE, MEMBER)                                                       \
  {                                                                                 \
    C_TYPE *to = (C_TYPE *)out + at;                                                \
    for (Py_ssize_t n = 0; n < count; n++) to[n] = (C_TYPE)block->MEMBER[n];        \
    return -1;                                                                      \
  }
#define STORE_CHECKED(C_TYPE, LOW, HIGH)                                            \
  {                                                                                 \
    C_TYPE *to = (C_TYPE *)out + at;                                                \
    for (Py_ssize_t n = 0; n < count; n++) {                                        \
      if ((block->i[n] < (LOW) || block->i[n] > (HIGH)) && bad < 0) bad = n;        \
      to[n] = (C_TYPE)block->i[n];                                                  \
    }                                                                               \
    return bad;                                                                     \
  }

// Puts a block of the format's own class into `out`; the first element that does not fit, or -1.
static Py_ssize_t store(const Block *block, char format, void *out, Py_ssize_t at, Py_ssize_t count) {
  Py_ssize_t bad = -1;
  switch (format) {
    case 'b': STORE_CHECKED(int8_t, INT8_MIN, INT8_MAX)
    case 'B': STORE_CHECKED(uint8_t, 0, UINT8_MAX)
    case 'h': STORE_CHECKED(int16_t, INT16_MIN, INT16_MAX)
    case 'H': STORE_CHECKED(uint16_t, 0, UINT16_MAX)
    case 'i': STORE_CHECKED(int32_t, INT32_MIN, INT32_MAX)
    case 'I': STORE_CHECKED(uint32_t, 0, UINT32_MAX)
    case 'f': STORE(float, d)
    case 'd': STORE(double, d)
    default: STORE(int64_t, i)
  }
}

// ---- Arguments

static void release(Operand *operand) {
  if (operand->view.obj != NULL) PyBuffer_Release(&operand->view);
}

static bool get_buffer(PyObject *object, Py_buffer *view, int flags, Py_ssize_t bytes, const char *what) {
  if (PyObject_GetBuffer(object, view, flags) != 0) return false;
  if (view->len < bytes) {
    PyErr_Format(PyExc_ValueError, "%s has %zd bytes, but %zd are needed", what, view->len, bytes);
    PyBuffer_Release(view);
    view->obj = NULL;
    return false;
  }
  return true;
}

static bool get_operand(PyObject *object, const char *format, Py_ssize_t length, bool scalar, Operand *operand) {
  const Py_ssize_t size = strlen(format) == 1 ? item_size(format[0]) : 0;
  operand->format = format[0];
  operand->scalar = scalar;
  operand->view.obj = NULL;
  if (size == 0) {
    PyErr_Format(PyExc_TypeError, "no kernels for the format '%s'", format);
    return false;
  }
  if (length < 0 || length > PY_SSIZE_T_MAX / 8 - 8) {
    PyErr_SetString(PyExc_ValueError, "length out of range");
    return false;
  }
  return get_buffer(object, &operand->view, PyBUF_SIMPLE, (scalar ? 1 : length) * size, "buffer");
}

// A validity bitmap, or None: view->buf is NULL.
static bool get_validity(PyObject *object, Py_buffer *view, Py_ssize_t bits) {
  view->obj = NULL;
  view->buf = NULL;
  return object == Py_None || get_buffer(object, view, PyBUF_SIMPLE, (bits + 7) / 8, "validity bitmap");
}

static void release_validity(Py_buffer *view) {
  if (view->obj != NULL) PyBuffer_Release(view);
}

static bool is_valid(const Py_buffer *validity, Py_ssize_t i) { return validity->buf == NULL || bit(validity->buf, i); }

// ---- Arithmetic and comparison

#define ARITHMETIC(MEMBER, BUILTIN)                                                            \
  for (Py_ssize_t n = 0; n < count; n++)                                                       \
    if (__builtin_##BUILTIN##_overflow(a->MEMBER[n], b->MEMBER[n], &a->MEMBER[n]) && bad < 0) bad = n; \
  return bad;

// a = a op b; the first element that overflows, or -1.
static Py_ssize_t compute(char op, char class, Block *a, const Block *b, Py_ssize_t count) {
  Py_ssize_t bad = -1;
  if (class == 'd') {
    switch (op) {
      case '+': for (Py_ssize_t n = 0; n < count; n++) a->d[n] += b->d[n]; break;
      case '-': for (Py_ssize_t n = 0; n < count; n++) a->d[n] -= b->d[n]; break;
      case '*': for (Py_ssize_t n = 0; n < count; n++) a->d[n] *= b->d[n]; break;
      default: for (Py_ssize_t n = 0; n < count; n++) a->d[n] /= b->d[n]; break;
    }
    return -1;
  }
  if (class == 'Q') {
    switch (op) {
      case '+': ARITHMETIC(u, add)
      case '-': ARITHMETIC(u, sub)
      default: ARITHMETIC(u, mul)
    }
  }
  switch (op) {
    case '+': ARITHMETIC(i, add)
    case '-': ARITHMETIC(i, sub)
    default: ARITHMETIC(i, mul)
  }
}

PyDoc_STRVAR(arithmetic_doc,
             "arithmetic(op, left, left_format, left_scalar, right, right_format, right_scalar, out, out_format, length, validity, "
             "first_bit)\n\nout[i] = left[i] op right[i]; op: + - * /, the last for f and d only. OverflowError for a valid "
             "element that the format of `out` has no value for.");
static PyObject *arithmetic(PyObject *self, PyObject *args) {
  (void)self;
  const char *op, *formats[3];
  PyObject *objects[3], *validity_object;
  int scalars[3] = {0};
  Py_ssize_t length, first_bit;
  if (!PyArg_ParseTuple(args, "sOspOspOsnOn", &op, &objects[0], &formats[0], &scalars[0], &objects[1], &formats[1], &scalars[1],
                        &objects[2], &formats[2], &length, &validity_object, &first_bit)) {
    return NULL;
  }
  Operand in[2] = {{.view.obj = NULL}, {.view.obj = NULL}};
  Py_buffer out = {.obj = NULL}, validity = {.obj = NULL};
  PyObject *result = NULL;
  const char class = class_of(formats[2][0]);
  if (strlen(op) != 1 || strchr(class == 'd' ? "+-*/" : "+-*", op[0]) == NULL) {
    PyErr_Format(PyExc_ValueError, "no operation '%s' for the format '%s'", op, formats[2]);
    goto done;
  }
  if (!get_operand(objects[0], formats[0], length, scalars[0], &in[0]) ||
      !get_operand(objects[1], formats[1], length, scalars[1], &in[1]) ||
      !get_buffer(objects[2], &out, PyBUF_WRITABLE, length * item_size(formats[2][0]), "output") || first_bit < 0 ||
      !get_validity(validity_object, &validity, first_bit + length)) {
    goto done;
  }
  Block a, b;
  for (Py_ssize_t at = 0; at < length; at += kBlock) {
    const Py_ssize_t count = length - at < kBlock ? length - at : kBlock;
    load(&in[0], class, at, count, &a);
    load(&in[1], class, at, count, &b);
    Py_ssize_t bad[2] = {compute(op[0], class, &a, &b, count), -1};
    bad[1] = store(&a, formats[2][0], out.buf, at, count);
    // Rare: what stands where nulls are may overflow as it likes, so look at each value.
    for (Py_ssize_t n = 0; (bad[0] >= 0 || bad[1] >= 0) && n < count; n++) {
      if (!is_valid(&validity, first_bit + at + n)) continue;
      load(&in[0], class, at, count, &a);
      Block one = {.i = {a.i[n]}};
      const Block other = {.i = {b.i[n]}};
      uint64_t place[1];
      if (compute(op[0], class, &one, &other, 1) >= 0 || store(&one, formats[2][0], place, 0, 1) >= 0) {
        PyErr_Format(PyExc_OverflowError, "row %zd: the result does not fit", at + n);
        goto done;
      }
    }
  }
  result = Py_NewRef(Py_None);
done:
  release(&in[0]);
  release(&in[1]);
  if (out.obj != NULL) PyBuffer_Release(&out);
  release_validity(&validity);
  return result;
}

#define COMPARE(MEMBER)                                                                              \
  for (Py_ssize_t n = 0; n < count; n++) {                                                           \
    const bool less = a->MEMBER[n] < b->MEMBER[n], equal = a->MEMBER[n] == b->MEMBER[n];             \
    const bool greater = a->MEMBER[n] > b->MEMBER[n];                                                \
    const bool answer = op == '<' ? less : op == 'l' ? less | equal : op == '=' ? equal : op == '!' ? !equal \
                        : op == '>' ? greater : greater | equal;                                     \
    out[(at + n) >> 3] |= (uint8_t)(answer << ((at + n) & 7));                                       \
  }

PyDoc_STRVAR(compare_doc,
             "compare(op, class, left, left_format, left_scalar, right, right_format, right_scalar, out, length)\n\n"
             "Sets bit i of the bitmap `out`, which is all zeros, where left[i] op right[i]; op: < l (<=) = ! > g (>=); "
             "class: q, Q or d, which both are compared as.");
static PyObject *compare(PyObject *self, PyObject *args) {
  (void)self;
  const char *ops, *classes, *formats[2];
  PyObject *objects[2], *out_object;
  int scalars[2];
  Py_ssize_t length;
  if (!PyArg_ParseTuple(args, "ssOspOspOn", &ops, &classes, &objects[0], &formats[0], &scalars[0], &objects[1], &formats[1],
                        &scalars[1], &out_object, &length)) {
    return NULL;
  }
  Operand in[2] = {{.view.obj = NULL}, {.view.obj = NULL}};
  Py_buffer out_view = {.obj = NULL};
  PyObject *result = NULL;
  if (get_operand(objects[0], formats[0], length, scalars[0], &in[0]) &&
      get_operand(objects[1], formats[1], length, scalars[1], &in[1]) &&
      get_buffer(out_object, &out_view, PyBUF_WRITABLE, (length + 7) / 8, "output")) {
    Block left, right;
    const Block *a = &left, *b = &right;
    const char op = ops[0];
    uint8_t *out = out_view.buf;
    for (Py_ssize_t at = 0; at < length; at += kBlock) {
      const Py_ssize_t count = length - at < kBlock ? length - at : kBlock;
      load(&in[0], classes[0], at, count, &left);
      load(&in[1], classes[0], at, count, &right);
      if (classes[0] == 'd') {
        COMPARE(d)
      } else if (classes[0] == 'Q') {
        COMPARE(u)
      } else {
        COMPARE(i)
      }
    }
    result = Py_NewRef(Py_None);
  }
  release(&in[0]);
  release(&in[1]);
  if (out_view.obj != NULL) PyBuffer_Release(&out_view);
  return result;
}

// Converts a block from one class to another; false where an element has no such value.
static bool convert(char from, char to, Block *block, Py_ssize_t n) {
  if (from == to) return true;
  if (from == 'd') {
    const double value = block->d[n];
    const bool fits = to == 'Q' ? value >= 0 && value < 0x1p64 : value >= -0x1p63 && value < 0x1p63;
    if (!fits || value != trunc(value)) return false;
    if (to == 'Q') block->u[n] = (uint64_t)value;
    else block->i[n] = (int64_t)value;
    return true;
  }
  if (to == 'd') {
    block->d[n] = from == 'Q' ? (double)block->u[n] : (double)block->i[n];
    return true;
  }
  return block->i[n] >= 0;  // between q and Q
}

PyDoc_STRVAR(cast_doc,
             "cast(source, source_format, out, out_format, length, validity, first_bit)\n\nValues of another type; OverflowError "
             "for a valid element that it has no value for (fractions too, where it is an integer).");
static PyObject *cast(PyObject *self, PyObject *args) {
  (void)self;
  const char *from_format, *to_format;
  PyObject *source, *out_object, *validity_object;
  Py_ssize_t length, first_bit;
  if (!PyArg_ParseTuple(args, "OsOsnOn", &source, &from_format, &out_object, &to_format, &length, &validity_object, &first_bit)) {
    return NULL;
  }
  Operand in = {.view.obj = NULL};
  Py_buffer out = {.obj = NULL}, validity = {.obj = NULL};
  PyObject *result = NULL;
  if (!get_operand(source, from_format, length, false, &in) || item_size(to_format[0]) == 0 || first_bit < 0 ||
      !get_buffer(out_object, &out, PyBUF_WRITABLE, length * item_size(to_format[0]), "output") ||
      !get_validity(validity_object, &validity, first_bit + length)) {
    if (!PyErr_Occurred()) PyErr_Format(PyExc_TypeError, "no kernels for the format '%s'", to_format);
    goto done;
  }
  const char from = class_of(from_format[0]), to = class_of(to_format[0]);
  Block block;
  for (Py_ssize_t at = 0; at < length; at += kBlock) {
    const Py_ssize_t count = length - at < kBlock ? length - at : kBlock;
    load(&in, from, at, count, &block);
    Py_ssize_t bad = -1;
    for (Py_ssize_t n = 0; n < count; n++) {
      if (convert(from, to, &block, n)) continue;
      if (bad < 0 && is_valid(&validity, first_bit + at + n)) bad = n;
      block.i[n] = 0;
    }
    if (bad < 0 && store(&block, to_format[0], out.buf, at, count) >= 0) {
      for (Py_ssize_t n = 0; n < count && bad < 0; n++) {
        uint64_t place[1];
        const Block one = {.i = {block.i[n]}};
        if (store(&one, to_format[0], place, 0, 1) >= 0 && is_valid(&validity, first_bit + at + n)) bad = n;
      }
    }
    if (bad >= 0) {
      PyErr_Format(PyExc_OverflowError, "row %zd: the value does not fit", at + bad);
      goto done;
    }
  }
  result = Py_NewRef(Py_None);
done:
  release(&in);
  if (out.obj != NULL) PyBuffer_Release(&out);
  release_validity(&validity);
  return result;
}

PyDoc_STRVAR(aggregate_doc,
             "aggregate(op, source, format, length, validity, first_bit) -> (count, value)\n\nop: s (sum), m (min), M (max) of the "
             "valid elements; NaN counts for the sum alone. value is None where nothing counts.");
static PyObject *aggregate(PyObject *self, PyObject *args) {
  (void)self;
  const char *op, *format;
  PyObject *source, *validity_object;
  Py_ssize_t length, first_bit;
  if (!PyArg_ParseTuple(args, "sOsnOn", &op, &source, &format, &length, &validity_object, &first_bit)) return NULL;
  Operand in = {.view.obj = NULL};
  Py_buffer validity = {.obj = NULL};
  PyObject *result = NULL;
  if (!get_operand(source, format, length, false, &in) || first_bit < 0 ||
      !get_validity(validity_object, &validity, first_bit + length)) {
    goto done;
  }
  const char class = class_of(format[0]);
  Block block;
  Py_ssize_t valid = 0;
  bool some = false, overflow = false;
  double d = 0;
  int64_t i = 0;
  uint64_t u = 0;
  for (Py_ssize_t at = 0; at < length; at += kBlock) {
    const Py_ssize_t count = length - at < kBlock ? length - at : kBlock;
    load(&in, class, at, count, &block);
    double sum = 0;  // of a block: less is lost than in one long sum
    for (Py_ssize_t n = 0; n < count; n++) {
      if (!is_valid(&validity, first_bit + at + n)) continue;
      valid++;
      if (op[0] == 's') {
        if (class == 'd') sum += block.d[n];
        else if (class == 'Q') overflow |= __builtin_add_overflow(u, block.u[n], &u);
        else overflow |= __builtin_add_overflow(i, block.i[n], &i);
        some = true;
      } else if (class == 'd') {
        if (isnan(block.d[n])) continue;
        if (!some || (op[0] == 'm' ? block.d[n] < d : block.d[n] > d)) d = block.d[n];
        some = true;
      } else if (class == 'Q') {
        if (!some || (op[0] == 'm' ? block.u[n] < u : block.u[n] > u)) u = block.u[n];
        some = true;
      } else {
        if (!some || (op[0] == 'm' ? block.i[n] < i : block.i[n] > i)) i = block.i[n];
        some = true;
      }
    }
    if (op[0] == 's') d += sum;
  }
  if (overflow) {
    PyErr_SetString(PyExc_OverflowError, "the sum does not fit into 64 bits");
  } else if (!some) {
    result = Py_BuildValue("(nO)", valid, Py_None);
  } else if (class == 'd') {
    result = Py_BuildValue("(nd)", valid, d);
  } else if (class == 'Q') {
    result = Py_BuildValue("(nK)", valid, (unsigned long long)u);
  } else {
    result = Py_BuildValue("(nL)", valid, (long long)i);
  }
done:
  release(&in);
  release_validity(&validity);
  return result;
}

// ---- Bitmaps and gathering

PyDoc_STRVAR(set_bits_doc,
             "set_bits(bits, first_bit, length, and_bits, and_first_bit) -> bytearray\n\nBits [first_bit, first_bit + length) from "
             "bit 0 on, `and` those of another bitmap unless that is None.");
static PyObject *set_bits(PyObject *self, PyObject *args) {
  (void)self;
  PyObject *bits_object, *and_object, *result = NULL;
  Py_ssize_t first, length, and_first;
  if (!PyArg_ParseTuple(args, "OnnOn", &bits_object, &first, &length, &and_object, &and_first)) return NULL;
  Py_buffer bits = {.obj = NULL}, other = {.obj = NULL};
  if (first < 0 || length < 0 || and_first < 0) {
    PyErr_SetString(PyExc_ValueError, "negative position");
  } else if (get_validity(bits_object, &bits, first + length) && get_validity(and_object, &other, and_first + length)) {
    result = PyByteArray_FromStringAndSize(NULL, (length + 7) / 8);
    if (result != NULL) {
      uint8_t *out = (uint8_t *)PyByteArray_AS_STRING(result);
      memset(out, 0, (size_t)(length + 7) / 8);
      for (Py_ssize_t n = 0; n < length; n++) {
        out[n >> 3] |= (uint8_t)((is_valid(&bits, first + n) && is_valid(&other, and_first + n)) << (n & 7));
      }
    }
  }
  release_validity(&bits);
  release_validity(&other);
  return result;
}

PyDoc_STRVAR(indices_doc, "indices(bits, length) -> bytearray of int64: which of the first `length` bits are set");
static PyObject *indices(PyObject *self, PyObject *args) {
  (void)self;
  PyObject *object, *result = NULL;
  Py_ssize_t length;
  if (!PyArg_ParseTuple(args, "On", &object, &length)) return NULL;
  Py_buffer bits;
  if (length < 0 || !get_buffer(object, &bits, PyBUF_SIMPLE, (length + 7) / 8, "bitmap")) return NULL;
  Py_ssize_t count = 0;
  for (Py_ssize_t n = 0; n < length; n++) count += bit(bits.buf, n);
  result = PyByteArray_FromStringAndSize(NULL, count * (Py_ssize_t)sizeof(int64_t));
  if (result != NULL) {
    int64_t *out = (int64_t *)PyByteArray_AS_STRING(result);
    for (Py_ssize_t n = 0; n < length; n++) {
      if (bit(bits.buf, n)) *out++ = n;
    }
  }
  PyBuffer_Release(&bits);
  return result;
}

PyDoc_STRVAR(gather_doc,
             "gather(source, size, first, indices) -> bytearray\n\nElements first + indices[i], of `size` bytes each, or of one "
             "bit where size is 0. An index of -1 gives zeros.");
static PyObject *gather(PyObject *self, PyObject *args) {
  (void)self;
  PyObject *source_object, *indices_object, *result = NULL;
  Py_ssize_t size, first;
  if (!PyArg_ParseTuple(args, "OnnO", &source_object, &size, &first, &indices_object)) return NULL;
  Py_buffer source = {.obj = NULL}, list = {.obj = NULL};
  if (size < 0 || first < 0 || PyObject_GetBuffer(source_object, &source, PyBUF_SIMPLE) != 0 ||
      PyObject_GetBuffer(indices_object, &list, PyBUF_SIMPLE) != 0) {
    goto done;
  }
  const int64_t *index = list.buf;
  const Py_ssize_t count = list.len / (Py_ssize_t)sizeof(int64_t);
  const int64_t limit = (size == 0 ? (int64_t)source.len * 8 : source.len / size) - first;
  if (size > 0 && count > PY_SSIZE_T_MAX / size) {
    PyErr_NoMemory();
    goto done;
  }
  result = PyByteArray_FromStringAndSize(NULL, size == 0 ? (count + 7) / 8 : count * size);
  if (result == NULL) goto done;
  uint8_t *out = (uint8_t *)PyByteArray_AS_STRING(result);
  if (size == 0) memset(out, 0, (size_t)(count + 7) / 8);
  for (Py_ssize_t n = 0; n < count; n++) {
    if (index[n] < -1 || index[n] >= limit) {
      PyErr_Format(PyExc_IndexError, "index %lld is out of range", (long long)index[n]);
      Py_CLEAR(result);
      goto done;
    }
    const Py_ssize_t at = (Py_ssize_t)index[n] + first;
    if (size == 0) {
      out[n >> 3] |= (uint8_t)((index[n] >= 0 && bit(source.buf, at)) << (n & 7));
    } else if (index[n] < 0) {
      memset(out + n * size, 0, (size_t)size);
    } else if (size == 8) {
      memcpy(out + n * 8, (const uint8_t *)source.buf + at * 8, 8);
    } else {
      memcpy(out + n * size, (const uint8_t *)source.buf + at * size, (size_t)size);
    }
  }
done:
  if (source.obj != NULL) PyBuffer_Release(&source);
  if (list.obj != NULL) PyBuffer_Release(&list);
  return result;
}

static int64_t offset_at(const Py_buffer *offsets, Py_ssize_t size, int64_t i) {
  return size == 8 ? ((const int64_t *)offsets->buf)[i] : ((const int32_t *)offsets->buf)[i];
}

PyDoc_STRVAR(gather_ranges_doc,
             "gather_ranges(offsets, size, first, data, indices) -> (offsets, bytes or int64 indices)\n\nFor element first + "
             "indices[i] the range offsets[n] to offsets[n + 1], of 4 or 8 bytes each: the new offsets of these ranges one after "
             "another, and the bytes of `data` in them; where data is None, the indices in them.");
static PyObject *gather_ranges(PyObject *self, PyObject *args) {
  (void)self;
  PyObject *offsets_object, *data_object, *indices_object, *new_offsets = NULL, *content = NULL, *result = NULL;
  Py_ssize_t size, first;
  if (!PyArg_ParseTuple(args, "OnnOO", &offsets_object, &size, &first, &data_object, &indices_object)) return NULL;
  Py_buffer offsets = {.obj = NULL}, data = {.obj = NULL}, list = {.obj = NULL};
  if ((size != 4 && size != 8) || first < 0) {
    PyErr_SetString(PyExc_ValueError, "offsets have 4 or 8 bytes");
    goto done;
  }
  if (PyObject_GetBuffer(offsets_object, &offsets, PyBUF_SIMPLE) != 0 || !get_validity(data_object, &data, 0) ||
      PyObject_GetBuffer(indices_object, &list, PyBUF_SIMPLE) != 0) {
    goto done;
  }
  const int64_t *index = list.buf;
  const Py_ssize_t count = list.len / (Py_ssize_t)sizeof(int64_t);
  const int64_t limit = offsets.len / size - first - 1;
  const int64_t most = size == 4 ? INT32_MAX : PY_SSIZE_T_MAX / 8;
  new_offsets = PyByteArray_FromStringAndSize(NULL, (count + 1) * size);
  if (new_offsets == NULL) goto done;
  char *out = PyByteArray_AS_STRING(new_offsets);
  int64_t total = 0;
  for (Py_ssize_t n = 0; n <= count; n++) {
    const int32_t narrow = (int32_t)total;
    memcpy(out + n * size, size == 4 ? (const void *)&narrow : (const void *)&total, (size_t)size);
    if (n == count || index[n] == -1) continue;
    if (index[n] < 0 || index[n] >= limit) {
      PyErr_Format(PyExc_IndexError, "index %lld is out of range", (long long)index[n]);
      goto done;
    }
    const int64_t begin = offset_at(&offsets, size, first + index[n]), end = offset_at(&offsets, size, first + index[n] + 1);
    if (begin < 0 || end < begin || (data.buf != NULL && end > data.len)) {
      PyErr_SetString(PyExc_ValueError, "offsets are not in order");
      goto done;
    }
    total += end - begin;
    if (total > most) {
      PyErr_SetString(PyExc_OverflowError, "the result has more elements than its offsets can count");
      goto done;
    }
  }
  content = PyByteArray_FromStringAndSize(NULL, (Py_ssize_t)(data_object == Py_None ? total * 8 : total));
  if (content == NULL) goto done;
  char *to = PyByteArray_AS_STRING(content);
  for (Py_ssize_t n = 0; n < count; n++) {
    if (index[n] == -1) continue;
    const int64_t begin = offset_at(&offsets, size, first + index[n]), end = offset_at(&offsets, size, first + index[n] + 1);
    if (data_object != Py_None) {
      if (end > begin) memcpy(to, (const char *)data.buf + begin, (size_t)(end - begin));
      to += end - begin;
      continue;
    }
    for (int64_t i = begin; i < end; i++, to += sizeof(i)) memcpy(to, &i, sizeof(i));
  }
  result = PyTuple_Pack(2, new_offsets, content);
done:
  if (offsets.obj != NULL) PyBuffer_Release(&offsets);
  if (list.obj != NULL) PyBuffer_Release(&list);
  release_validity(&data);
  Py_XDECREF(new_offsets);
  Py_XDECREF(content);
  return result;
}

static PyMethodDef methods[] = {
    {"arithmetic", arithmetic, METH_VARARGS, arithmetic_doc},
    {"compare", compare, METH_VARARGS, compare_doc},
    {"cast", cast, METH_VARARGS, cast_doc},
    {"aggregate", aggregate, METH_VARARGS, aggregate_doc},
    {"set_bits", set_bits, METH_VARARGS, set_bits_doc},
    {"indices", indices, METH_VARARGS, indices_doc},
    {"gather", gather, METH_VARARGS, gather_doc},
    {"gather_ranges", gather_ranges, METH_VARARGS, gather_ranges_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef_Slot slots[] = {
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
    {0, NULL},
};

static struct PyModuleDef module = {
    PyModuleDef_HEAD_INIT,
    .m_name = "_pylon_arrow",
    .m_doc = "Loops over the buffers of Arrow columns; pylon_arrow.kernels is their interface.",
    .m_size = 0,
    .m_methods = methods,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__pylon_arrow(void) { return PyModuleDef_Init(&module); }
