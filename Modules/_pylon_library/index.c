#include "index.h"

#include <string.h>

_Static_assert(sizeof(struct pylon_image_header) == 32 && sizeof(struct pylon_node) == 36,
               "as images have it");

static const char* check_header(const struct pylon_image_header* header, size_t size) {
  if (size < sizeof *header || header->magic != PYLON_IMAGE_MAGIC) return "it is no library image";
  if (header->version != PYLON_IMAGE_VERSION) return "its version is another one";
  const uint64_t names = sizeof *header + (uint64_t)header->node_count * sizeof(struct pylon_node);
  if (header->node_count == 0 || header->names_offset != names)
    return "the names do not begin after the nodes";
  if (header->index_bytes < names || header->index_bytes % 16 != 0)
    return "the index does not end after the names";
  if (header->index_bytes > size) return "it ends within the index";
  if ((uint64_t)header->index_bytes + header->data_bytes > INT32_MAX) return "it is larger than 2 GiB";
  return 0;
}

// Whether the bytes lie among the names.
static int is_in_names(const struct pylon_image_header* header, uint32_t offset, uint32_t length) {
  return (uint64_t)offset + length <= header->index_bytes - header->names_offset;
}

static const char* check_name(const struct pylon_index* index, const struct pylon_node* node) {
  if (node->name_length == 0 || node->name_length > PYLON_NAME_MAX)
    return "its name's length is not 1 to 255 bytes";
  if (!is_in_names(index->header, node->name, node->name_length)) return "its name lies outside of the names";
  const char* name = index->names + node->name;
  if (memchr(name, '/', node->name_length) || memchr(name, 0, node->name_length))
    return "its name holds / or a zero";
  if (name[0] == '.' && (node->name_length == 1 || (node->name_length == 2 && name[1] == '.'))) {
    return "its name is . or ..";
  }
  return 0;
}

static const char* check_data(const struct pylon_image_header* header, const struct pylon_node* node) {
  const uint32_t codec = pylon_codec_of(node);
  if (pylon_is_directory(node)) {
    return node->data || node->size || node->packed_size || codec ? "a directory has data" : 0;
  }
  if (codec > PYLON_DEFLATE) return "it is packed in an unknown way";
  if ((codec == PYLON_STORED) != (node->packed_size == 0)) return "packed size and codec do not agree";
  if (node->packed_size > node->size) return "it is larger packed than unpacked";
  // So what a file takes in memory is bounded by the image: neither format can do more than that.
  const uint32_t factor = codec == PYLON_LZ4 ? 255 : 1032;
  if (codec != PYLON_STORED && node->size / factor > node->packed_size)
    return "it cannot be that large unpacked";
  const uint32_t bytes = codec == PYLON_STORED ? node->size : node->packed_size;
  return (uint64_t)node->data + bytes > header->data_bytes ? "its data lie outside of the image" : 0;
}

static int compare(const char* left, size_t left_length, const char* right, size_t right_length) {
  const int bytes = memcmp(left, right, left_length < right_length ? left_length : right_length);
  return bytes != 0 ? bytes : (left_length > right_length) - (left_length < right_length);
}

static const char* check_children(const struct pylon_index* index, uint32_t directory) {
  const struct pylon_node* parent = &index->nodes[directory];
  const struct pylon_node* child = &index->nodes[parent->first_child];
  for (const struct pylon_node* end = child + parent->child_count; child < end; ++child) {
    if (child->parent != directory) return "a child has another parent";
    const char* problem = check_name(index, child);
    if (problem) return problem;
    const struct pylon_node* before = child - 1;
    if (child != &index->nodes[parent->first_child] &&
        compare(index->names + before->name, before->name_length, index->names + child->name,
                child->name_length) >= 0) {
      return "its children are not sorted";
    }
    if (directory == 0 && !pylon_is_directory(child)) return "what is mounted is no directory";
  }
  return 0;
}

// The children of all directories follow each other without a gap, in the order of their directories. So
// every node is the child of one directory that comes before it: a tree.
static const char* check_tree(const struct pylon_index* index, uint32_t* where) {
  const uint32_t count = index->header->node_count;
  uint32_t next = 1;
  for (uint32_t i = 0; i < count; ++i) {
    const struct pylon_node* node = &index->nodes[i];
    *where = i;
    if ((node->kind & ~UINT32_C(0xff01)) != 0) return "its kind is unknown";
    if (i >= next) return "it is in no directory";
    const char* problem = check_data(index->header, node);
    if (problem) return problem;
    if (!pylon_is_directory(node)) {
      if (node->child_count) return "a file has children";
      continue;
    }
    if (node->child_count == 0) continue;
    if (node->first_child != next || node->child_count > count - next) return "its children are elsewhere";
    next += node->child_count;
    problem = check_children(index, i);
    if (problem) return problem;
  }
  return 0;
}

const char* pylon_index_read(const void* bytes, size_t size, struct pylon_index* index, uint32_t* where) {
  const struct pylon_image_header* header = bytes;
  *where = 0;
  const char* problem = check_header(header, size);
  if (problem) return problem;
  index->header = header;
  index->nodes = (const struct pylon_node*)(header + 1);
  index->names = (const char*)bytes + header->names_offset;
  const struct pylon_node* root = &index->nodes[0];
  if (!pylon_is_directory(root) || root->parent != 0 || root->name_length != 0) return "the root is no root";
  if (!is_in_names(header, header->main_offset, header->main_length) ||
      memchr(index->names + header->main_offset, 0, header->main_length)) {
    return "the main module's name lies outside of the names";
  }
  return check_tree(index, where);
}

uint32_t pylon_index_child(const struct pylon_index* index, uint32_t directory, const char* name,
                           size_t length) {
  uint32_t low = index->nodes[directory].first_child;
  uint32_t high = low + index->nodes[directory].child_count;
  while (low < high) {
    const uint32_t middle = low + (high - low) / 2;
    const struct pylon_node* node = &index->nodes[middle];
    const int order = compare(name, length, index->names + node->name, node->name_length);
    if (order == 0) return middle;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return 0;
}
