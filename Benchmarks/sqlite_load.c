// SQLite beside the floor: one writer in one process, so many events a transaction.
//
//   sqlite_load -d FOLDER -f EVENT -t SECONDS -b EVENTS -s STREAMS
//
// EVENT holds one event as JSON. The table has the columns and indexes of the one that PostgreSQL
// is measured with (stores.py); WAL and synchronous=FULL, so that a commit is on the disk when it
// returns. Prints one line of JSON; p50 and p99 are of a transaction.
#define _GNU_SOURCE
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "stopwatch.h"

static const char *const TABLE =
    "create table events ("
    "  position integer primary key, id blob not null unique, stream text not null,"
    "  revision integer not null, type text not null, occurred text not null, data text not null,"
    "  unique (stream, revision));"
    "create index events_type on events (type);"
    "create index events_occurred on events (occurred);";
// json() reads the event and writes it anew, as PostgreSQL does to make its jsonb.
static const char *const INSERT =
    "insert into events (id, stream, revision, type, occurred, data)"
    " values (?1, ?2, ?3, 'tariff.imposed', ?4, json(?5))";

enum { EVENT_MAX = 65536 };

struct writer {
    sqlite3 *db;
    sqlite3_stmt *begin, *insert, *commit;
    char event[EVENT_MAX];
    int event_bytes;
    uint64_t streams, revision;
};

static void check(struct writer *writer, int code, const char *what) {
    if (code != SQLITE_OK) die(what, sqlite3_errmsg(writer->db));
}

static sqlite3_stmt *prepared(struct writer *writer, const char *words) {
    sqlite3_stmt *statement;
    check(writer, sqlite3_prepare_v3(writer->db, words, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                                     NULL), words);
    return statement;
}

// The first column of the only row.
static void answer(struct writer *writer, const char *question, char *to, size_t room) {
    sqlite3_stmt *statement = prepared(writer, question);
    if (sqlite3_step(statement) != SQLITE_ROW) die(question, sqlite3_errmsg(writer->db));
    snprintf(to, room, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
}

static void run_statement(struct writer *writer, sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) die("step", sqlite3_errmsg(writer->db));
    sqlite3_reset(statement);
}

static void open_writer(struct writer *writer, const char *folder, const char *file) {
    FILE *event = fopen(file, "r");
    if (!event) die(file, strerror(errno));
    writer->event_bytes = (int)fread(writer->event, 1, EVENT_MAX, event);
    fclose(event);
    if (writer->event_bytes <= 0 || writer->event_bytes == EVENT_MAX) die(file, "is no event");
    if (chdir(folder)) die(folder, strerror(errno));
    check(writer, sqlite3_open("events.sqlite", &writer->db), "sqlite3_open");
    char mode[32];
    answer(writer, "pragma journal_mode = wal", mode, sizeof mode);
    if (strcmp(mode, "wal")) die("journal_mode", mode);
    check(writer, sqlite3_exec(writer->db, "pragma synchronous = full", NULL, NULL, NULL),
          "synchronous");
    answer(writer, "pragma synchronous", mode, sizeof mode);
    if (strcmp(mode, "2")) die("synchronous", mode);
    check(writer, sqlite3_exec(writer->db, TABLE, NULL, NULL, NULL), "create table");
    writer->begin = prepared(writer, "begin immediate");
    writer->insert = prepared(writer, INSERT);
    writer->commit = prepared(writer, "commit");
}

static void insert(struct writer *writer) {
    unsigned char id[17];
    char stream[32], day[16];
    if (getrandom(id, sizeof id, 0) != sizeof id) die("getrandom", strerror(errno));
    uint64_t number = ++writer->revision;
    int stream_bytes = snprintf(stream, sizeof stream, "stream/%u",
                                (unsigned)(number % writer->streams));
    int day_bytes = snprintf(day, sizeof day, "2021-06-%02d", 1 + id[16] % 28);
    sqlite3_stmt *to = writer->insert;
    check(writer, sqlite3_bind_blob(to, 1, id, 16, SQLITE_STATIC), "id");
    check(writer, sqlite3_bind_text(to, 2, stream, stream_bytes, SQLITE_STATIC), "stream");
    check(writer, sqlite3_bind_int64(to, 3, (sqlite3_int64)number), "revision");
    check(writer, sqlite3_bind_text(to, 4, day, day_bytes, SQLITE_STATIC), "occurred");
    check(writer, sqlite3_bind_text(to, 5, writer->event, writer->event_bytes, SQLITE_STATIC),
          "data");
    run_statement(writer, to);
}

static void run(struct writer *writer, uint64_t span_ns, uint64_t batch) {
    struct laps laps = {0};
    uint64_t start = now_ns(), last = start;
    while (last - start < span_ns) {
        run_statement(writer, writer->begin);
        for (uint64_t i = 0; i < batch; i++) insert(writer);
        run_statement(writer, writer->commit);
        uint64_t now = now_ns();
        laps_add(&laps, now - last);
        last = now;
    }
    char held[32];
    answer(writer, "select count(*) from events", held, sizeof held);
    if (strtoull(held, NULL, 10) != laps.count * batch) die("events held", held);
    laps_report(&laps, batch, last - start);
}

int main(int argc, char **argv) {
    const char *folder = NULL, *file = NULL;
    double seconds = 0;
    long batch = 0, streams = 0;
    for (int option; (option = getopt(argc, argv, "d:f:t:b:s:")) != -1;) {
        if (option == 'd') folder = optarg;
        else if (option == 'f') file = optarg;
        else if (option == 't') seconds = atof(optarg);
        else if (option == 'b') batch = atol(optarg);
        else if (option == 's') streams = atol(optarg);
        else return 2;
    }
    if (!folder || !file || seconds <= 0 || seconds > 3600 || batch < 1 || streams < 1)
        return fputs("usage: sqlite_load -d FOLDER -f EVENT -t SECONDS -b EVENTS -s STREAMS\n",
                     stderr), 2;
    static struct writer writer;
    writer.streams = (uint64_t)streams;
    open_writer(&writer, folder, file);
    run(&writer, (uint64_t)(seconds * 1e9), (uint64_t)batch);
    return 0;
}
