// Replies of ledgerd to an append: read without waiting, until they are whole.
#ifndef REPLY_H
#define REPLY_H

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

#include "stopwatch.h"

enum { REPLY_MAX = 16 << 20 };

struct reply {
    char *text;
    size_t used, room;
};

// The value of a header, or NULL; `head` ends with an empty line.
static const char *header(const char *head, const char *name) {
    for (const char *line = strstr(head, "\r\n"); line && line[2] != '\r';
         line = strstr(line + 2, "\r\n"))
        if (!strncasecmp(line + 2, name, strlen(name))) return line + 2 + strlen(name);
    return NULL;
}

// Whether a body in chunks is there to its end; chunks hold JSON here, so no NUL bytes.
static int is_whole_chunked(const char *at, const char *end) {
    for (;;) {
        const char *line_end = strstr(at, "\r\n");
        if (!line_end) return 0;
        char *after;
        size_t size = strtoul(at, &after, 16);
        if (after == at || after > line_end || size > REPLY_MAX)
            die("reply", "a chunk has no size");
        at = line_end + 2;
        if (!size) return end - at >= 2;
        if ((size_t)(end - at) < size + 2) return 0;
        at += size + 2;
    }
}

// Whether the reply is there to its end; dies unless it says 201.
static int is_whole(struct reply *reply) {
    char *text = reply->text;
    text[reply->used] = 0;
    char *end = text + reply->used, *body = strstr(text, "\r\n\r\n");
    if (!body) return 0;
    body += 4;
    const char *length = header(text, "content-length:");
    const char *coding = header(text, "transfer-encoding:");
    int whole;
    if (length)
        whole = (size_t)(end - body) >= strtoul(length, NULL, 10);
    else if (coding)
        whole = is_whole_chunked(body, end);
    else
        die("reply has no length", text);
    if (whole && strncmp(text, "HTTP/1.1 201", 12)) die("reply is not 201", text);
    return whole;
}

// Reads what there is; true once the reply is whole.
static inline int receive(int fd, struct reply *reply) {
    for (;;) {
        if (reply->room - reply->used < 2) {
            reply->room = reply->room ? 2 * reply->room : 4096;
            if (reply->room > REPLY_MAX) die("reply", "is over 16 MiB");
            reply->text = grow(reply->text, reply->room);
        }
        size_t room = reply->room - reply->used - 1;  // one for the NUL
        ssize_t got = recv(fd, reply->text + reply->used, room, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return 0;
        if (got < 0) die("recv", strerror(errno));
        if (got == 0) die("recv", "the daemon closed the connection");
        reply->used += (size_t)got;
        if (is_whole(reply)) return 1;
    }
}

#endif
