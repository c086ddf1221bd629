// A load generator for ledgerd: POST /v1/events over its Unix socket, keep-alive, closed loop.
//
//   load -s SOCKET -f EVENTS -c CLIENTS -b EVENTS_PER_REQUEST -t SECONDS -n EVENTS_MAX [-p]
//
// EVENTS is what templates.h reads: lines of JSON, or with -p an AppendBatch in protobuf. Every
// event sent gets a new UUIDv7 and a new serial number. All requests are built before the clock
// starts. It ends after SECONDS or EVENTS_MAX, whichever is first, and prints one line of JSON.
// Any reply but 201 ends it with the reply on stderr, and nothing is counted.
#define _GNU_SOURCE
#include <sys/epoll.h>
#include <sys/random.h>

#include "dial.h"
#include "reply.h"
#include "templates.h"

enum { HEADER_MAX = 256 };
static const uint64_t STALL_NS = 20000000000u;

struct settings {
    const char *socket, *file;
    size_t clients, batch, events_max;
    double seconds;
    int is_protobuf;
};

// All requests one after the other; request i is bytes[at[i] ..< at[i + 1]].
struct requests {
    char *bytes;
    size_t *at, count;
};

// One connection, with at most one request under way.
struct client {
    int fd;
    int wants_write;
    const char *unsent;
    size_t unsent_bytes;
    uint64_t sent_ns;
    struct reply reply;
};

// ---- Requests ---------------------------------------------------------------------------------

static struct requests build(const struct settings *set) {
    size_t line_count, event = 0;
    struct template *lines = set->is_protobuf ? read_batch(set->file, &line_count)
                                              : read_lines(set->file, &line_count);
    struct requests all = {.count = set->events_max / set->batch};
    if (!all.count) die("-n", "is less than one request");
    all.at = grow(NULL, (all.count + 1) * sizeof *all.at);
    size_t longest = 0, used = 0;
    for (size_t i = 0; i < line_count; i++)
        if (lines[i].length > longest) longest = lines[i].length;
    all.bytes = grow(NULL, all.count * (HEADER_MAX + set->batch * (longest + 1)));

    uint64_t random;
    struct timespec wall;
    if (getrandom(&random, sizeof random, 0) != sizeof random) die("getrandom", strerror(errno));
    clock_gettime(CLOCK_REALTIME, &wall);
    uint64_t ms = (uint64_t)wall.tv_sec * 1000 + (uint64_t)wall.tv_nsec / 1000000;
    uint32_t serial = (uint32_t)random;  // runs on one ledger start far from each other
    int has_line_ends = !set->is_protobuf && set->batch > 1;
    const char *type = set->is_protobuf ? "x-protobuf" : has_line_ends ? "x-ndjson" : "json";
    for (size_t i = 0; i < all.count; i++) {
        size_t body = has_line_ends ? set->batch : 0;
        for (size_t k = 0; k < set->batch; k++) body += lines[(event + k) % line_count].length;
        all.at[i] = used;
        used += (size_t)snprintf(all.bytes + used, HEADER_MAX,
                                 "POST /v1/events HTTP/1.1\r\nHost: ledgerd\r\n"
                                 "Content-Type: application/%s\r\nContent-Length: %zu\r\n\r\n",
                                 type, body);
        for (size_t k = 0; k < set->batch; k++, event++) {
            struct template line = lines[event % line_count];
            stamp(&line, all.bytes + used, ms + event / 32, serial++, &random);
            used += line.length;
            if (has_line_ends) all.bytes[used++] = '\n';
        }
    }
    all.at[all.count] = used;
    return all;
}

// ---- The loop ---------------------------------------------------------------------------------

static void watch(int epoll, struct client *client, int wants_write) {
    if (client->wants_write == wants_write) return;
    struct epoll_event event = {.events = EPOLLIN | (wants_write ? EPOLLOUT : 0u),
                                .data.ptr = client};
    int how = client->wants_write < 0 ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    if (epoll_ctl(epoll, how, client->fd, &event)) die("epoll_ctl", strerror(errno));
    client->wants_write = wants_write;
}

static void flush(int epoll, struct client *client) {
    while (client->unsent_bytes) {
        ssize_t put = send(client->fd, client->unsent, client->unsent_bytes, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0 && errno != EAGAIN && errno != EWOULDBLOCK) die("send", strerror(errno));
        if (put < 0) break;
        client->unsent += put;
        client->unsent_bytes -= (size_t)put;
    }
    watch(epoll, client, client->unsent_bytes > 0);
}

static void begin(int epoll, struct client *client, const struct requests *all, size_t index) {
    client->unsent = all->bytes + all->at[index];
    client->unsent_bytes = all->at[index + 1] - all->at[index];
    client->reply.used = 0;
    client->sent_ns = now_ns();
    flush(epoll, client);
}

// Keeps every client busy until the time or the requests are over, then waits for the last replies.
static void run(const struct settings *set, const struct requests *all) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) die("epoll_create1", strerror(errno));
    struct client *clients = calloc(set->clients, sizeof *clients);
    if (!clients) die("memory", "there is not enough");
    for (size_t i = 0; i < set->clients; i++) {
        clients[i].fd = dial_unix(set->socket);
        clients[i].wants_write = -1;  // not watched yet
        stop_blocking(clients[i].fd);
    }

    struct laps laps = {0};
    struct epoll_event events[64];
    uint64_t start = now_ns(), last = start, span_ns = (uint64_t)(set->seconds * 1e9);
    size_t next = 0, busy = 0;
    for (; busy < set->clients && next < all->count; busy++)
        begin(epoll, &clients[busy], all, next++);
    while (busy) {
        int ready = epoll_wait(epoll, events, 64, 1000);
        if (ready < 0 && errno != EINTR) die("epoll_wait", strerror(errno));
        if (now_ns() - last > STALL_NS) die("daemon", "no reply for 20 s");
        for (int i = 0; i < ready; i++) {
            struct client *client = events[i].data.ptr;
            if (events[i].events & EPOLLOUT) flush(epoll, client);
            if (!(events[i].events & ~(uint32_t)EPOLLOUT)) continue;
            if (!receive(client->fd, &client->reply)) continue;
            if (client->unsent_bytes) die("daemon", "replied before it had the whole request");
            last = now_ns();
            laps_add(&laps, last - client->sent_ns);
            if (next < all->count && last - start < span_ns)
                begin(epoll, client, all, next++);
            else
                busy--;
        }
    }
    laps_report(&laps, set->batch, last - start);
}

int main(int argc, char **argv) {
    struct settings set = {.clients = 1, .batch = 1};
    for (int option; (option = getopt(argc, argv, "s:f:c:b:t:n:p")) != -1;) {
        if (option == 's') set.socket = optarg;
        else if (option == 'f') set.file = optarg;
        else if (option == 'c') set.clients = strtoul(optarg, NULL, 10);
        else if (option == 'b') set.batch = strtoul(optarg, NULL, 10);
        else if (option == 't') set.seconds = atof(optarg);
        else if (option == 'n') set.events_max = strtoul(optarg, NULL, 10);
        else if (option == 'p') set.is_protobuf = 1;
        else return 2;
    }
    int is_sound = set.socket && set.file && set.clients >= 1 && set.clients <= 1024
        && set.batch >= 1 && set.batch <= 10000 && set.seconds > 0 && set.seconds <= 3600;
    if (!is_sound)
        return fputs("usage: load -s SOCKET -f EVENTS -c CLIENTS -b EVENTS_PER_REQUEST "
                     "-t SECONDS -n EVENTS_MAX [-p]\n", stderr), 2;
    struct requests all = build(&set);
    run(&set, &all);
    return 0;
}
