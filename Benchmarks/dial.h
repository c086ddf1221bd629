// Sockets of the programs that send: connected while they may wait, non-blocking afterwards.
#ifndef DIAL_H
#define DIAL_H

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "stopwatch.h"

static inline int dial_unix(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) die(path, "is too long for a socket");
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) die("socket", strerror(errno));
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) die(path, strerror(errno));
    return fd;
}

// A port of this machine: benchmarks talk to no other.
static inline int dial_loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), on = 1;
    if (fd < 0) die("socket", strerror(errno));
    if (connect(fd, (struct sockaddr *)&address, sizeof address)) die("port", strerror(errno));
    if (setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on)) die("nodelay", strerror(errno));
    return fd;
}

static inline void stop_blocking(int fd) {
    if (fcntl(fd, F_SETFL, O_NONBLOCK)) die("fcntl", strerror(errno));
}

// Sends all of it, waiting as long as it takes; for the words before the clock starts.
static inline void send_all(int fd, const char *bytes, size_t count) {
    while (count) {
        ssize_t put = send(fd, bytes, count, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) die("send", strerror(errno));
        bytes += put, count -= (size_t)put;
    }
}

#endif
