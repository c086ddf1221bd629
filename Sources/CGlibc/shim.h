#ifndef CGLIBC_SHIM_H
#define CGLIBC_SHIM_H
/* What glibc's own headers show to GNU sources alone; Swift's import is none. */
#include <malloc.h>
#include <pthread.h>
#include <spawn.h>
/* Since glibc 2.34. */
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
/* Since glibc 2.28. */
extern int renameat2(int from_dir, const char *from, int to_dir, const char *to,
                     unsigned int flags);
extern int pthread_setname_np(pthread_t thread, const char *name);
#endif
