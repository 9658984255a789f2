// The one function of wasi-libc that the library inside calls by itself.
int __wasilibc_register_preopened_fd(int fd, const char* prefix);
