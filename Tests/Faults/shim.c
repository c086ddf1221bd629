/* Put between a daemon and the C library (LD_PRELOAD): counts the calls that change files below
 * one folder, and at the n-th of them kills, fails, cuts short or lies; or writes all of them down.
 *
 * FAULT_FOLDER  only files whose path begins so
 * FAULT_CALLS   letters of the calls that count: w write, v writev, p pwrite, d fdatasync, f fsync,
 *               r rename and renameat2, t ftruncate, l flock; all but l by default
 * FAULT_ACTION  kill | tear (write half, then kill) | short (write half) | drop (say yes, do
 *               nothing) | hang (never return) | an errno as a number
 * FAULT_AT      the first call that is struck, counted from 1; FAULT_EVER=1: and all behind it
 * FAULT_META=1  only writes of LMDB's two meta pages count
 * FAULT_GATE    a file: without it no call counts and none is struck
 * FAULT_PEER    a number: every account at the other end of a socket seems to be this one
 * FAULT_RECORD  a file that gets every call with its bytes; FAULT_LIE=1: syncs are neither done
 *               nor written down, and still reported as done
 * FAULT_CLOCK   a file of 8 bytes: microseconds by which the wall clock is off; it may be changed at
 *               any time. FAULT_CLOCK_ALL=1: and the clock that counts from the boot as well
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { PASS, HALF, DROP, FAIL };

static const char *folder, *calls, *action, *gate;
static long at, ever, meta, lie;
static int recording = -1;
static const volatile int64_t *off;
static int isOffForAll;
static atomic_long count;
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("FAULT_FOLDER");
    calls = getenv("FAULT_CALLS");
    action = getenv("FAULT_ACTION");
    gate = getenv("FAULT_GATE");
    at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
    ever = getenv("FAULT_EVER") != NULL;
    meta = getenv("FAULT_META") != NULL;
    lie = getenv("FAULT_LIE") != NULL;
    isOffForAll = getenv("FAULT_CLOCK_ALL") != NULL;
    if (getenv("FAULT_CLOCK")) {
        int fd = open(getenv("FAULT_CLOCK"), O_RDONLY | O_CLOEXEC);
        void *map = mmap(NULL, 8, PROT_READ, MAP_SHARED, fd, 0);
        if (fd < 0 || map == MAP_FAILED) abort();
        off = map;
        close(fd);
    }
    if (getenv("FAULT_RECORD"))
        recording = open(getenv("FAULT_RECORD"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

/* The path of a descriptor if it lies in the folder. */
static int inside(int fd, char path[512]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, 511);
    if (length <= 0 || !folder) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0;
}

/* What to do with this call. */
static int judge(char call, int isMeta) {
    if (!action || !strchr(calls ? calls : "wvpdfrt", call) || (meta && !isMeta)) return PASS;
    if (gate && access(gate, F_OK) != 0) return PASS;
    long n = ++count;
    if (!(n == at || (ever && n > at))) return PASS;
    int isWrite = strchr("wvp", call) != NULL;
    if (!strcmp(action, "tear") && isWrite) return HALF;
    if (!strcmp(action, "kill") || !strcmp(action, "tear")) kill(getpid(), SIGKILL);
    if (!strcmp(action, "short")) return isWrite ? HALF : PASS;
    if (!strcmp(action, "drop")) return DROP;
    while (!strcmp(action, "hang")) pause();
    errno = atoi(action);
    return FAIL;
}

static void put(const void *bytes, size_t length) {
    if (syscall(SYS_write, recording, bytes, length) != (ssize_t)length) abort();
}

/* One entry: call, flag, length of the path, offset, length of the bytes; path; bytes. */
static void note(char call, char flag, const char *path, int64_t offset, const void *bytes,
                 int64_t length) {
    struct __attribute__((packed)) { char call, flag; uint16_t path; int64_t offset, length; }
        head = {call, flag, (uint16_t)strlen(path), offset, length};
    if (recording < 0) return;
    pthread_mutex_lock(&order);
    put(&head, sizeof head);
    put(path, head.path);
    put(bytes, (size_t)length);
    pthread_mutex_unlock(&order);
}

static int isSynced(int fd) { return (fcntl(fd, F_GETFL) & O_DSYNC) != 0; }

/* Half a write, and the end of the process if that was asked for. */
static ssize_t half(int fd, const void *bytes, size_t length, off_t offset) {
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, length > 1 ? length / 2 : length, offset);
    if (!strcmp(action, "tear")) kill(getpid(), SIGKILL);
    return done;
}

static ssize_t writing(char call, int fd, const void *bytes, size_t length, off_t offset) {
    char path[512];
    int isOurs = inside(fd, path);
    int moves = offset < 0;
    if (isOurs && moves) {
        offset = lseek(fd, 0, SEEK_CUR);
        if (offset < 0) isOurs = 0;
    }
    switch (isOurs ? judge(call, offset < 8192 && length < 4096) : PASS) {
    case FAIL: return -1;
    case DROP:
        if (moves) lseek(fd, (off_t)length, SEEK_CUR);
        return (ssize_t)length;
    case HALF: {
        ssize_t done = half(fd, bytes, length, offset);
        if (moves && done > 0) lseek(fd, done, SEEK_CUR);
        return done;
    }
    default: break;
    }
    ssize_t done = moves ? syscall(SYS_write, fd, bytes, length)
                         : syscall(SYS_pwrite64, fd, bytes, length, offset);
    if (isOurs && done > 0) note('w', (char)(isSynced(fd) && !lie), path, offset, bytes, done);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
    return writing('w', fd, bytes, length, -1);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
    return writing('p', fd, bytes, length, offset);
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off_t offset) {
    return writing('p', fd, bytes, length, offset);
}

ssize_t writev(int fd, const struct iovec *parts, int partsCount) {
    char path[512];
    size_t length = 0;
    for (int i = 0; i < partsCount; i++) length += parts[i].iov_len;
    if (!inside(fd, path)) return syscall(SYS_writev, fd, parts, partsCount);
    char *whole = malloc(length ? length : 1), *end = whole;
    for (int i = 0; i < partsCount; i++) {
        memcpy(end, parts[i].iov_base, parts[i].iov_len);
        end += parts[i].iov_len;
    }
    ssize_t done = writing('v', fd, whole, length, -1);
    int code = errno;
    free(whole);
    errno = code;
    return done;
}

static int syncing(char call, long number, int fd) {
    char path[512];
    if (!inside(fd, path)) return (int)syscall(number, fd);
    switch (judge(call, 0)) {
    case FAIL: return -1;
    case DROP: return 0;
    default: break;
    }
    if (lie) return 0;
    int done = (int)syscall(number, fd);
    if (done == 0) note('s', 0, path, 0, "", 0);
    return done;
}

int fdatasync(int fd) { return syncing('d', SYS_fdatasync, fd); }
int fsync(int fd) { return syncing('f', SYS_fsync, fd); }

static int cutting(int fd, off_t length) {
    char path[512];
    int isOurs = inside(fd, path);
    switch (isOurs ? judge('t', 0) : PASS) {
    case FAIL: return -1;
    case DROP: return 0;
    default: break;
    }
    int done = (int)syscall(SYS_ftruncate, fd, length);
    if (isOurs && done == 0) note('t', 0, path, length, "", 0);
    return done;
}

int ftruncate(int fd, off_t length) { return cutting(fd, length); }
int ftruncate64(int fd, off_t length) { return cutting(fd, length); }

int renameat2(int fromFolder, const char *from, int toFolder, const char *to, unsigned flags) {
    int isOurs = folder && strncmp(to, folder, strlen(folder)) == 0;
    switch (isOurs ? judge('r', 0) : PASS) {
    case FAIL: return -1;
    case DROP: return 0;
    default: break;
    }
    int done = (int)syscall(SYS_renameat2, fromFolder, from, toFolder, to, flags);
    if (isOurs && done == 0) note('r', (char)flags, to, 0, from, (int64_t)strlen(from));
    return done;
}

int rename(const char *from, const char *to) { return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0); }

int flock(int fd, int operation) {
    char path[512];
    switch (inside(fd, path) ? judge('l', 0) : PASS) {
    case FAIL: return -1;
    case DROP: return 0;
    default: return (int)syscall(SYS_flock, fd, operation);
    }
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int done = (int)syscall(SYS_clock_gettime, clock, time);
    if (done != 0 || !off) return done;
    if (clock != CLOCK_REALTIME && !(isOffForAll && clock == CLOCK_BOOTTIME)) return done;
    int64_t all = (int64_t)time->tv_sec * 1000000 + time->tv_nsec / 1000 + *off;
    if (all < 0) all = 0;
    time->tv_sec = all / 1000000;
    time->tv_nsec = all % 1000000 * 1000;
    return 0;
}

int getsockopt(int fd, int level, int name, void *value, socklen_t *length) {
    int done = (int)syscall(SYS_getsockopt, fd, level, name, value, length);
    if (done == 0 && level == SOL_SOCKET && name == SO_PEERCRED && getenv("FAULT_PEER"))
        ((struct ucred *)value)->uid = (uid_t)atol(getenv("FAULT_PEER"));
    return done;
}
