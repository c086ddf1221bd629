// A stream of `GET /v1/events?follow=true`: a body in chunks, a record or a word a line.
#ifndef STREAM_H
#define STREAM_H

#include <string.h>

#include "stopwatch.h"

// The number of a record stands this near the beginning of its line.
enum { LINE_START_MAX = 48 };

struct stream {
    enum { IN_HEAD, IN_SIZE, IN_DATA, BEHIND_DATA } at;
    size_t head_bytes, chunk_bytes;
    char line[LINE_START_MAX + 1];
    size_t line_bytes;
};

// Hands the beginning of each whole line to `use`, whatever pieces the bytes come in.
static inline void stream_take(struct stream *stream, const char *bytes, size_t count,
                               void (*use)(void *of, const char *line), void *of) {
    static const char blank[] = "\r\n\r\n", ok[] = "HTTP/1.1 200";
    for (const char *end = bytes + count; bytes < end; bytes++) {
        switch (stream->at) {
        case IN_HEAD:
            if (stream->line_bytes < sizeof ok - 1) {
                if (*bytes != ok[stream->line_bytes++]) die("stream", "is not 200");
            } else {
                stream->head_bytes = *bytes == blank[stream->head_bytes] ? stream->head_bytes + 1
                                                                         : *bytes == '\r';
                if (stream->head_bytes == sizeof blank - 1)
                    stream->at = IN_SIZE, stream->line_bytes = stream->chunk_bytes = 0;
            }
            break;
        case IN_SIZE:
            if (*bytes == '\r') break;
            if (*bytes == '\n') {
                if (!stream->chunk_bytes) die("stream", "came to its end");
                stream->at = IN_DATA;
            } else {
                int is_digit = *bytes >= '0' && *bytes <= '9', letter = *bytes | 32;
                if (!is_digit && (letter < 'a' || letter > 'f'))
                    die("stream", "a chunk has no size");
                size_t value = (size_t)(is_digit ? *bytes - '0' : letter - 'a' + 10);
                stream->chunk_bytes = stream->chunk_bytes << 4 | value;
            }
            break;
        case IN_DATA:
            if (*bytes == '\n') {
                stream->line[stream->line_bytes] = 0;
                use(of, stream->line);
                stream->line_bytes = 0;
            } else if (stream->line_bytes < LINE_START_MAX) {
                stream->line[stream->line_bytes++] = *bytes;
            }
            if (!--stream->chunk_bytes) stream->at = BEHIND_DATA;
            break;
        case BEHIND_DATA:
            if (*bytes == '\n') stream->at = IN_SIZE;
            break;
        }
    }
}

#endif
