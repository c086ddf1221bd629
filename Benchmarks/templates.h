// Events that a load generator sends again and again, each time with an id and serial of its own.
//
// A file is either one event a line, each starting with `{"id":"` and the 36 characters of its id,
// or one `ledger.v1.AppendBatch` in protobuf (events.py writes both). Wherever `~~~~~~~~` stands
// in an event, a serial number takes its place.
#ifndef TEMPLATES_H
#define TEMPLATES_H

#include <errno.h>
#include <string.h>

#include "stopwatch.h"

enum { ID_BYTES = 16, ID_CHARACTERS = 36, SERIAL_BYTES = 8 };

struct template {
    const char *text;
    size_t length, id_at;
    int has_id_as_text;
};

static struct template *templates_add(struct template *all, size_t *count, struct template one) {
    if (*count % 1024 == 0) all = grow(all, (*count + 1024) * sizeof *all);
    all[(*count)++] = one;
    return all;
}

// Cuts a file into lines of JSON; they stay in memory to the end.
static inline struct template *read_lines(const char *path, size_t *count) {
    static const char start[] = "{\"id\":\"";
    FILE *file = fopen(path, "r");
    if (!file) die(path, strerror(errno));
    struct template *all = NULL;
    char *text = NULL;
    size_t room = 0;
    *count = 0;
    for (ssize_t length; (length = getline(&text, &room, file)) > 0; text = NULL, room = 0) {
        if (text[length - 1] == '\n') length--;
        if ((size_t)length < sizeof start + ID_CHARACTERS
            || strncmp(text, start, sizeof start - 1))
            die(path, "a line does not start with an id");
        all = templates_add(all, count,
                            (struct template){text, (size_t)length, sizeof start - 1, 1});
    }
    free(text);  // of the call that met the end
    fclose(file);
    if (!*count) die(path, "holds no event");
    return all;
}

static size_t read_varint(const char *path, const char **at, const char *end) {
    size_t value = 0;
    for (int shift = 0; *at < end && shift < 56; shift += 7) {
        unsigned char byte = (unsigned char)*(*at)++;
        value |= (size_t)(byte & 127) << shift;
        if (byte < 128) return value;
    }
    die(path, "is cut short");
}

// Cuts an AppendBatch into its items, each with its tag and length, so that any number of them
// one after the other is an AppendBatch again. An item begins with its id.
static inline struct template *read_batch(const char *path, size_t *count) {
    FILE *file = fopen(path, "r");
    if (!file) die(path, strerror(errno));
    char *bytes = NULL;
    size_t used = 0;
    for (size_t got = 1; got; used += got) {
        bytes = grow(bytes, used + (1 << 20));
        got = fread(bytes + used, 1, 1 << 20, file);
    }
    fclose(file);
    struct template *all = NULL;
    *count = 0;
    for (const char *at = bytes, *end = bytes + used; at < end;) {
        const char *item = at;
        if (*at++ != 0x0a) die(path, "is no AppendBatch");
        size_t size = read_varint(path, &at, end);
        if (size > (size_t)(end - at) || size < 2 + ID_BYTES || at[0] != 0x0a || at[1] != ID_BYTES)
            die(path, "an item does not begin with an id");
        size_t id_at = (size_t)(at + 2 - item);
        at += size;
        all = templates_add(all, count, (struct template){item, (size_t)(at - item), id_at, 0});
    }
    if (!*count) die(path, "holds no event");
    return all;
}

static void put_hex(char *to, uint64_t value, int digits) {
    for (int i = digits - 1; i >= 0; i--, value >>= 4) to[i] = "0123456789abcdef"[value & 15];
}

static uint64_t random_bits(uint64_t *state) {  // splitmix64
    uint64_t z = *state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

// Copies an event to `to`, with a UUIDv7 (ids rise from one millisecond to the next and are in no
// order within it, as those of many clients are) and a serial number.
static inline void stamp(const struct template *from, char *to, uint64_t ms, uint32_t serial,
                         uint64_t *random) {
    memcpy(to, from->text, from->length);
    uint64_t a = random_bits(random), b = random_bits(random);
    uint64_t high = ms << 16 | 0x7000 | (a & 0xfff);
    uint64_t low = (uint64_t)(0x8000 | (a >> 12 & 0x3fff)) << 48 | (b & 0xffffffffffffu);
    char *id = to + from->id_at;
    if (from->has_id_as_text) {
        put_hex(id, high >> 32, 8), put_hex(id + 9, high >> 16 & 0xffff, 4);
        put_hex(id + 14, high & 0xffff, 4), put_hex(id + 19, low >> 48, 4);
        put_hex(id + 24, low & 0xffffffffffffu, 12);
        id[8] = id[13] = id[18] = id[23] = '-';
    } else {
        for (int i = 0; i < 8; i++) {
            id[i] = (char)(high >> (56 - 8 * i));
            id[8 + i] = (char)(low >> (56 - 8 * i));
        }
    }
    char *at = to, *end = to + from->length;
    while ((at = memmem(at, (size_t)(end - at), "~~~~~~~~", SERIAL_BYTES)))
        put_hex(at, serial, SERIAL_BYTES);
}

#endif
