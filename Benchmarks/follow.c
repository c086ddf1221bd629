// How soon followers of a ledger have what was appended: one client appends at a steady rate while
// others read `GET /v1/events?follow=true`, all over the Unix socket.
//
//   follow -s SOCKET -f EVENTS -a SIZE -n FOLLOWERS -r APPENDS_PER_SECOND -t SECONDS
//
// EVENTS is what templates.h reads, SIZE the records that the ledger holds; nobody else may append
// meanwhile. The clock of an event starts when its append is sent, and stops when a follower has
// read the last byte of its line. An append that is due waits for the reply to the one before.
// Prints one line of JSON, with percentiles of all receipts and of the appends' own replies.
#define _GNU_SOURCE
#include <sys/epoll.h>
#include <sys/random.h>
#include <sys/timerfd.h>

#include "dial.h"
#include "reply.h"
#include "stream.h"
#include "templates.h"

enum { PIECE_BYTES = 1 << 16, REQUEST_MAX = 1 << 17 };
static const uint64_t STALL_NS = 20000000000u;

struct run {
    const char *socket, *file;
    uint64_t base;  // records before the first append
    size_t follower_count;
    double rate, seconds;

    struct template *templates;
    size_t template_count, appends_max, sent, replied, caught_up;
    uint64_t *sent_ns, last_ns, random;
    struct laps receipts, replies;
};

struct follower {
    struct run *run;
    int fd;
    struct stream stream;
    uint64_t next, now;  // the record that must come next; when the bytes at hand were read
};

// ---- Followers --------------------------------------------------------------------------------

static void use_line(void *of, const char *line) {
    static const char record[] = "{\"record\":\"r", caught_up[] = "{\"caught_up\":\"r";
    struct follower *follower = of;
    struct run *run = follower->run;
    if (!strncmp(line, record, sizeof record - 1)) {
        uint64_t number = strtoull(line + sizeof record - 1, NULL, 10);
        if (number != follower->next || number - run->base > run->sent) die("not the next", line);
        laps_add(&run->receipts, follower->now - run->sent_ns[number - run->base - 1]);
        follower->next++;
        run->last_ns = follower->now;
    } else if (!strncmp(line, caught_up, sizeof caught_up - 1)) {
        run->caught_up++;
    } else if (strncmp(line, "{\"heartbeat\"", 12)) {
        die("stream", line);
    }
}

static void follow(struct follower *follower, struct run *run) {
    *follower = (struct follower){.run = run, .fd = dial_unix(run->socket), .next = run->base + 1};
    char request[256];
    int bytes = snprintf(request, sizeof request,
                         "GET /v1/events?after=r%llu&follow=true HTTP/1.1\r\nHost: ledgerd\r\n"
                         "Accept: application/x-ndjson\r\n\r\n", (unsigned long long)run->base);
    send_all(follower->fd, request, (size_t)bytes);
    stop_blocking(follower->fd);
}

static void read_stream(struct follower *follower) {
    static char piece[PIECE_BYTES];
    for (;;) {
        ssize_t got = recv(follower->fd, piece, sizeof piece, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
        if (got < 0) die("recv", strerror(errno));
        if (got == 0) die("recv", "the daemon ended a stream");
        follower->now = now_ns();
        stream_take(&follower->stream, piece, (size_t)got, use_line, follower);
    }
}

// ---- The one who appends ----------------------------------------------------------------------

static void append(int fd, struct run *run) {
    static char request[REQUEST_MAX];
    struct timespec wall;
    clock_gettime(CLOCK_REALTIME, &wall);
    uint64_t ms = (uint64_t)wall.tv_sec * 1000 + (uint64_t)wall.tv_nsec / 1000000;
    const struct template *from = &run->templates[run->sent % run->template_count];
    int head = snprintf(request, sizeof request,
                        "POST /v1/events HTTP/1.1\r\nHost: ledgerd\r\n"
                        "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                        from->length);
    if ((size_t)head + from->length > sizeof request) die(run->file, "an event is too long");
    stamp(from, request + head, ms, (uint32_t)random_bits(&run->random), &run->random);
    run->sent_ns[run->sent++] = now_ns();
    send_all(fd, request, (size_t)head + from->length);  // a socket's buffer holds one request
}

static void set_timer(int timer, uint64_t at_ns) {
    struct itimerspec when = {.it_value = {(time_t)(at_ns / 1000000000u),
                                           (long)(at_ns % 1000000000u)}};
    if (timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL))
        die("timerfd_settime", strerror(errno));
}

// ---- The loop ---------------------------------------------------------------------------------

static void watch(int epoll, int fd, void *of) {
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = of};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event)) die("epoll_ctl", strerror(errno));
}

static int is_over(const struct run *run) {
    return run->replied == run->appends_max
        && run->receipts.count == run->appends_max * run->follower_count;
}

static uint64_t measure(struct run *run) {
    int epoll = epoll_create1(EPOLL_CLOEXEC), appender = dial_unix(run->socket);
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    if (epoll < 0 || timer < 0) die("epoll or timer", strerror(errno));
    struct follower *followers = grow(NULL, run->follower_count * sizeof *followers);
    for (size_t i = 0; i < run->follower_count; i++) {
        follow(&followers[i], run);
        watch(epoll, followers[i].fd, &followers[i]);
    }
    stop_blocking(appender);
    watch(epoll, appender, &appender);
    watch(epoll, timer, &timer);

    struct epoll_event events[64];
    struct reply reply = {0};
    uint64_t start = 0, step = (uint64_t)(1e9 / run->rate);
    run->last_ns = now_ns();
    while (!is_over(run)) {
        int ready = epoll_wait(epoll, events, 64, 1000);
        if (ready < 0 && errno != EINTR) die("epoll_wait", strerror(errno));
        if (now_ns() - run->last_ns > STALL_NS) die("daemon", "nothing came for 20 s");
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr == &appender) {
                if (!receive(appender, &reply)) continue;
                run->last_ns = now_ns();
                laps_add(&run->replies, run->last_ns - run->sent_ns[run->replied++]);
                reply.used = 0;
                if (run->sent < run->appends_max) set_timer(timer, start + run->sent * step);
            } else if (events[i].data.ptr == &timer) {
                uint64_t ticks;
                if (read(timer, &ticks, sizeof ticks) == sizeof ticks) append(appender, run);
            } else {
                read_stream(events[i].data.ptr);
            }
        }
        if (!start && run->caught_up == run->follower_count) {
            start = now_ns() + 50000000u;  // the streams have come to rest
            set_timer(timer, start);
        }
    }
    return run->sent_ns[run->sent - 1] - start;
}

static void report(struct run *run, uint64_t span_ns) {
    laps_sort(&run->receipts), laps_sort(&run->replies);
    double seconds = (double)span_ns / 1e9;
    printf("{\"followers\":%zu,\"appends\":%zu,\"seconds\":%.3f,\"rate\":%.1f,\"receipts\":%zu,"
           "\"p50_us\":%.1f,\"p99_us\":%.1f,\"max_us\":%.1f,"
           "\"append_p50_us\":%.1f,\"append_p99_us\":%.1f}\n",
           run->follower_count, run->sent, seconds, (double)(run->sent - 1) / seconds,
           run->receipts.count, laps_us(&run->receipts, 50), laps_us(&run->receipts, 99),
           laps_us(&run->receipts, 100), laps_us(&run->replies, 50), laps_us(&run->replies, 99));
}

int main(int argc, char **argv) {
    struct run run = {0};
    for (int option; (option = getopt(argc, argv, "s:f:a:n:r:t:")) != -1;) {
        if (option == 's') run.socket = optarg;
        else if (option == 'f') run.file = optarg;
        else if (option == 'a') run.base = strtoull(optarg, NULL, 10);
        else if (option == 'n') run.follower_count = strtoul(optarg, NULL, 10);
        else if (option == 'r') run.rate = atof(optarg);
        else if (option == 't') run.seconds = atof(optarg);
        else return 2;
    }
    if (!run.socket || !run.file || run.follower_count < 1 || run.follower_count > 1000
        || run.rate < 1 || run.rate > 1e6 || run.seconds <= 0 || run.seconds > 3600
        || run.rate * run.seconds < 2)
        return fputs("usage: follow -s SOCKET -f EVENTS -a SIZE -n FOLLOWERS "
                     "-r APPENDS_PER_SECOND -t SECONDS\n", stderr), 2;
    run.templates = read_lines(run.file, &run.template_count);
    run.appends_max = (size_t)(run.rate * run.seconds);
    run.sent_ns = grow(NULL, run.appends_max * sizeof *run.sent_ns);
    if (getrandom(&run.random, sizeof run.random, 0) != sizeof run.random)
        die("getrandom", strerror(errno));
    uint64_t span_ns = measure(&run);
    report(&run, span_ns);
    return 0;
}
