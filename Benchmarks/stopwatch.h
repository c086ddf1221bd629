// What the programs share: the clock, a list of latencies, and the line of JSON they print.
#ifndef STOPWATCH_H
#define STOPWATCH_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline _Noreturn void die(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

// Memory or death: a benchmark has nothing useful to do without it.
static inline void *grow(void *old, size_t bytes) {
    void *block = realloc(old, bytes);
    if (!block) die("memory", "there is not enough");
    return block;
}

static inline uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// Latencies in nanoseconds, one a request or commit.
struct laps {
    uint64_t *ns;
    size_t count, room;
};

static inline void laps_add(struct laps *laps, uint64_t ns) {
    if (laps->count == laps->room) {
        laps->room = laps->room ? 2 * laps->room : 65536;
        laps->ns = grow(laps->ns, laps->room * sizeof *laps->ns);
    }
    laps->ns[laps->count++] = ns;
}

static inline int laps_order(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static inline void laps_sort(struct laps *laps) {
    if (!laps->count) die("result", "nothing was measured");
    qsort(laps->ns, laps->count, sizeof *laps->ns, laps_order);
}

// The nearest-rank percentile of sorted laps, in microseconds.
static inline double laps_us(const struct laps *laps, size_t percent) {
    return (double)laps->ns[(laps->count - 1) * percent / 100] / 1e3;
}

// Sorts the laps and prints the result; `per_lap` events share a lap.
static inline void laps_report(struct laps *laps, uint64_t per_lap, uint64_t elapsed_ns) {
    laps_sort(laps);
    if (!elapsed_ns) die("result", "nothing was measured");
    double events = (double)(laps->count * per_lap), seconds = (double)elapsed_ns / 1e9;
    printf("{\"events\":%.0f,\"seconds\":%.6f,\"rate\":%.1f,\"p50_us\":%.1f,\"p99_us\":%.1f}\n",
           events, seconds, events / seconds, laps_us(laps, 50), laps_us(laps, 99));
}

#endif
