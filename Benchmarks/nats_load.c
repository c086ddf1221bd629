// A load generator for NATS JetStream: plain text protocol over loopback, closed loop.
//
//   nats_load -p PORT -f EVENT -c CLIENTS -b EVENTS -t SECONDS
//
// Each client publishes EVENTS messages to `bench.events` and waits for the ack before it publishes
// the next: one message with a reply subject, or more as an atomic batch, of which the last asks
// for the commit and alone is acked. Any ack but one with a place in the stream ends it, and
// nothing is counted. Prints one line of JSON; p50 and p99 are of EVENTS messages.
#define _GNU_SOURCE
#include <sys/epoll.h>

#include "dial.h"

enum { EVENT_MAX = 65536, ROOM = 1 << 16, HEAD_MAX = 256, BATCH_ID_BYTES = 16 };
static const char *const BATCH_ID = "~~~~~~~~~~~~~~~~";
static const uint64_t STALL_NS = 20000000000u;

struct settings {
    const char *file;
    int port;
    size_t clients, batch;
    double seconds;
};

// One connection; `words` are the messages of one lap, the same each time.
struct client {
    int fd, wants_write;
    char *words;
    size_t words_bytes, unsent;
    size_t *batch_ids;  // where in `words` the id of the batch stands, once a message
    int is_waiting;
    uint64_t sent_ns, laps;
    uint32_t number;
    char got[ROOM];
    size_t got_bytes;
};

// ---- The protocol -----------------------------------------------------------------------------

// Takes one message of the server off the front of what came; 0 if it is not whole yet.
static size_t take(struct client *client, size_t at, int *is_ack, int *is_ping, int *is_pong) {
    char *text = client->got + at, *end = client->got + client->got_bytes;
    char *line_end = memmem(text, (size_t)(end - text), "\r\n", 2);
    *is_ack = *is_ping = *is_pong = 0;
    if (!line_end) return 0;
    *line_end = 0;  // put back below where the message is not whole
    size_t used = (size_t)(line_end + 2 - text);
    if (!strncmp(text, "MSG ", 4)) {
        size_t size = strtoul(strrchr(text, ' '), NULL, 10);
        if (size > ROOM / 2) die("NATS", "an ack is too long");
        if ((size_t)(end - line_end) < size + 4) return *line_end = '\r', 0;
        char *body = line_end + 2;
        body[size] = 0;
        if (strstr(body, "\"error\"") || !strstr(body, "\"seq\":")) die("NATS", body);
        *is_ack = 1;
        return used + size + 2;
    }
    *is_ping = !strcmp(text, "PING"), *is_pong = !strcmp(text, "PONG");
    if (!strncmp(text, "-ERR", 4)) die("NATS", text);
    return used;
}

// Reads what there is until nothing is waited for any more; true once something was PONG.
static int receive(struct client *client) {
    int ponged = 0;
    for (;;) {
        ssize_t got = recv(client->fd, client->got + client->got_bytes,
                           ROOM - client->got_bytes - 1, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return ponged;
        if (got < 0) die("recv", strerror(errno));
        if (got == 0) die("recv", "NATS closed the connection");
        client->got_bytes += (size_t)got;
        size_t at = 0;
        int is_ack, is_ping, is_pong;
        for (size_t used; (used = take(client, at, &is_ack, &is_ping, &is_pong)); at += used) {
            if (is_ack && !client->is_waiting) die("NATS", "acknowledged more than was sent");
            if (is_ack) client->is_waiting = 0;
            ponged |= is_pong;
            // Words between messages are welcome, but not within one that is half sent.
            if (is_ping && !client->unsent) send_all(client->fd, "PONG\r\n", 6);
        }
        memmove(client->got, client->got + at, client->got_bytes -= at);
        if (client->got_bytes == ROOM - 1) die("NATS", "a message is too long");
        if (ponged || !client->is_waiting) return ponged;
    }
}

// One message of a lap. Members of a batch carry its id and their number from 1.
static void add_message(struct client *client, size_t index, size_t batch, const char *event,
                        size_t event_bytes) {
    char *to = client->words + client->words_bytes, headers[HEAD_MAX];
    int head, is_last = index + 1 == batch;
    if (batch == 1) {
        head = sprintf(to, "PUB bench.events _INBOX.%u %zu\r\n", client->number, event_bytes);
    } else {
        int length = snprintf(headers, sizeof headers,
                              "NATS/1.0\r\nNats-Batch-Id: %s\r\nNats-Batch-Sequence: %zu\r\n%s\r\n",
                              BATCH_ID, index + 1, is_last ? "Nats-Batch-Commit: 1\r\n" : "");
        char reply[32] = "";
        if (is_last) snprintf(reply, sizeof reply, "_INBOX.%u ", client->number);
        head = sprintf(to, "HPUB bench.events %s%d %zu\r\n%s", reply, length,
                       (size_t)length + event_bytes, headers);
        client->batch_ids[index] =
            (size_t)((char *)memmem(to, (size_t)head, BATCH_ID, BATCH_ID_BYTES) - client->words);
    }
    memcpy(to + head, event, event_bytes);
    memcpy(to + head + event_bytes, "\r\n", 2);
    client->words_bytes += (size_t)head + event_bytes + 2;
}

static void greet(struct client *client, size_t number, const char *event, size_t event_bytes,
                  const struct settings *set) {
    client->fd = dial_loopback(set->port);
    client->number = (uint32_t)number;
    char hello[256];
    int bytes = snprintf(hello, sizeof hello,
                         "CONNECT {\"verbose\":false,\"pedantic\":false,\"lang\":\"c\","
                         "\"version\":\"1\",\"headers\":true}\r\n"
                         "SUB _INBOX.%zu 1\r\nPING\r\n", number);
    send_all(client->fd, hello, (size_t)bytes);
    client->is_waiting = 1;  // so that it reads on until the server says PONG
    while (!receive(client)) {}
    client->is_waiting = 0;
    stop_blocking(client->fd);
    client->words = grow(NULL, set->batch * (event_bytes + 2 * HEAD_MAX));
    client->batch_ids = grow(NULL, set->batch * sizeof *client->batch_ids);
    for (size_t i = 0; i < set->batch; i++)
        add_message(client, i, set->batch, event, event_bytes);
}

// ---- The loop ---------------------------------------------------------------------------------

static void flush(int epoll, struct client *client) {
    while (client->unsent) {
        ssize_t put = send(client->fd, client->words + client->words_bytes - client->unsent,
                           client->unsent, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0 && errno != EAGAIN && errno != EWOULDBLOCK) die("send", strerror(errno));
        if (put < 0) break;
        client->unsent -= (size_t)put;
    }
    int wants_write = client->unsent > 0;
    if (client->wants_write == wants_write) return;
    struct epoll_event event = {.events = EPOLLIN | (wants_write ? EPOLLOUT : 0u),
                                .data.ptr = client};
    if (epoll_ctl(epoll, EPOLL_CTL_MOD, client->fd, &event)) die("epoll_ctl", strerror(errno));
    client->wants_write = wants_write;
}

static void begin(int epoll, struct client *client, size_t batch) {
    if (batch > 1) {
        char id[BATCH_ID_BYTES + 1];
        snprintf(id, sizeof id, "%06x%010llx", client->number,
                 (unsigned long long)client->laps++ & 0xffffffffff);
        for (size_t i = 0; i < batch; i++)
            memcpy(client->words + client->batch_ids[i], id, BATCH_ID_BYTES);
    }
    client->unsent = client->words_bytes;
    client->is_waiting = 1;
    client->sent_ns = now_ns();
    flush(epoll, client);
}

static void run(const struct settings *set, struct client *clients) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (epoll < 0) die("epoll_create1", strerror(errno));
    struct laps laps = {0};
    struct epoll_event events[64];
    uint64_t start = now_ns(), last = start, span_ns = (uint64_t)(set->seconds * 1e9);
    size_t busy = set->clients;
    for (size_t i = 0; i < set->clients; i++) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = &clients[i]};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, clients[i].fd, &event))
            die("epoll_ctl", strerror(errno));
        begin(epoll, &clients[i], set->batch);
    }
    while (busy) {
        int ready = epoll_wait(epoll, events, 64, 1000);
        if (ready < 0 && errno != EINTR) die("epoll_wait", strerror(errno));
        if (now_ns() - last > STALL_NS) die("NATS", "no ack for 20 s");
        for (int i = 0; i < ready; i++) {
            struct client *client = events[i].data.ptr;
            if (events[i].events & EPOLLOUT) flush(epoll, client);
            if (!(events[i].events & ~(uint32_t)EPOLLOUT) || !client->is_waiting) continue;
            receive(client);
            if (client->is_waiting) continue;
            last = now_ns();
            laps_add(&laps, last - client->sent_ns);
            if (last - start < span_ns) begin(epoll, client, set->batch);
            else busy--;
        }
    }
    laps_report(&laps, set->batch, last - start);
}

int main(int argc, char **argv) {
    struct settings set = {.clients = 1, .batch = 1};
    for (int option; (option = getopt(argc, argv, "p:f:c:b:t:")) != -1;) {
        if (option == 'p') set.port = atoi(optarg);
        else if (option == 'f') set.file = optarg;
        else if (option == 'c') set.clients = strtoul(optarg, NULL, 10);
        else if (option == 'b') set.batch = strtoul(optarg, NULL, 10);
        else if (option == 't') set.seconds = atof(optarg);
        else return 2;
    }
    int is_sound = set.file && set.port > 0 && set.port < 65536 && set.clients >= 1
        && set.clients <= 1024 && set.batch >= 1 && set.batch <= 10000 && set.seconds > 0
        && set.seconds <= 3600;
    if (!is_sound)
        return fputs("usage: nats_load -p PORT -f EVENT -c CLIENTS -b EVENTS -t SECONDS\n",
                     stderr), 2;
    static char event[EVENT_MAX];
    FILE *file = fopen(set.file, "r");
    if (!file) die(set.file, strerror(errno));
    size_t event_bytes = fread(event, 1, sizeof event, file);
    fclose(file);
    if (!event_bytes || event_bytes == sizeof event) die(set.file, "is no event");
    struct client *clients = calloc(set.clients, sizeof *clients);
    if (!clients) die("memory", "there is not enough");
    for (size_t i = 0; i < set.clients; i++)
        greet(&clients[i], i, event, event_bytes, &set);
    run(&set, clients);
    return 0;
}
