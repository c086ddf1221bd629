// The floor under every durable append: liblmdb alone, and the disk alone.
//
//   floor lmdb    -d FOLDER -t SECONDS -z BYTES -b RECORDS   records of BYTES, RECORDS per commit
//   floor append  -d FOLDER -t SECONDS                       fdatasync after each 4 KiB appended
//   floor rewrite -d FOLDER -t SECONDS                       the same block written again and again
//
// Prints one line of JSON; `rate` is records (or syncs) per second, p50 and p99 are of a commit.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <lmdb.h>
#include <string.h>
#include <unistd.h>

#include "stopwatch.h"

enum { BLOCK_BYTES = 4096, NOISE_BYTES = 1 << 20 };

static void check(int code, const char *what) {
    if (code) die(what, mdb_strerror(code));
}

// Bytes that no layer can compress away, to cut records from.
static unsigned char *noise(size_t extra) {
    unsigned char *bytes = grow(NULL, NOISE_BYTES + extra);
    uint64_t state = 88172645463325252u;
    for (size_t i = 0; i < NOISE_BYTES + extra; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        bytes[i] = (unsigned char)state;
    }
    return bytes;
}

// Appends to one table, as the ledger's log does: big-endian position, MDB_APPEND, default sync.
static void run_lmdb(const char *folder, uint64_t span_ns, size_t bytes, uint64_t batch) {
    MDB_env *env;
    MDB_txn *txn;
    MDB_dbi table;
    check(mdb_env_create(&env), "mdb_env_create");
    check(mdb_env_set_mapsize(env, (size_t)32 << 30), "mdb_env_set_mapsize");
    check(mdb_env_set_maxdbs(env, 1), "mdb_env_set_maxdbs");
    check(mdb_env_open(env, folder, 0, 0600), "mdb_env_open");
    check(mdb_txn_begin(env, NULL, 0, &txn), "mdb_txn_begin");
    check(mdb_dbi_open(txn, "records", MDB_CREATE, &table), "mdb_dbi_open");
    check(mdb_txn_commit(txn), "mdb_txn_commit");

    unsigned char *source = noise(bytes);
    struct laps laps = {0};
    uint64_t position = 0, start = now_ns(), last = start;
    while (last - start < span_ns) {
        check(mdb_txn_begin(env, NULL, 0, &txn), "mdb_txn_begin");
        for (uint64_t i = 0; i < batch; i++) {
            uint64_t big_endian = __builtin_bswap64(++position);
            MDB_val key = {sizeof big_endian, &big_endian};
            MDB_val value = {bytes, source + position * 61 % NOISE_BYTES};
            check(mdb_put(txn, table, &key, &value, MDB_APPEND), "mdb_put");
        }
        check(mdb_txn_commit(txn), "mdb_txn_commit");
        uint64_t now = now_ns();
        laps_add(&laps, now - last);
        last = now;
    }
    mdb_env_close(env);
    laps_report(&laps, batch, last - start);
}

// One write and one fdatasync at a time. Appending also changes the file's size, which makes the
// file system commit its journal; rewriting does not.
static void run_disk(const char *folder, uint64_t span_ns, int is_append) {
    if (chdir(folder)) die(folder, strerror(errno));
    int file = open("blocks", O_CREAT | O_EXCL | O_WRONLY, 0600);
    if (file < 0) die("blocks", strerror(errno));
    unsigned char *source = noise(BLOCK_BYTES);
    struct laps laps = {0};
    uint64_t count = 0, start = now_ns(), last = start;
    while (last - start < span_ns) {
        off_t at = is_append ? (off_t)(count * BLOCK_BYTES) : 0;
        unsigned char *block = source + count++ * 61 % NOISE_BYTES;
        if (pwrite(file, block, BLOCK_BYTES, at) != BLOCK_BYTES) die("pwrite", strerror(errno));
        if (fdatasync(file)) die("fdatasync", strerror(errno));
        uint64_t now = now_ns();
        laps_add(&laps, now - last);
        last = now;
    }
    laps_report(&laps, 1, last - start);
}

int main(int argc, char **argv) {
    const char *folder = NULL, *mode = argc > 1 ? argv[1] : "";
    double seconds = 0;
    long bytes = 0, batch = 0;
    optind = 2;
    for (int option; (option = getopt(argc, argv, "d:t:z:b:")) != -1;) {
        if (option == 'd') folder = optarg;
        else if (option == 't') seconds = atof(optarg);
        else if (option == 'z') bytes = atol(optarg);
        else if (option == 'b') batch = atol(optarg);
        else return 2;
    }
    uint64_t span_ns = (uint64_t)(seconds * 1e9);
    int is_timed = folder && seconds > 0 && seconds <= 3600;
    if (is_timed && !strcmp(mode, "lmdb") && bytes > 0 && bytes <= 65536 && batch > 0)
        run_lmdb(folder, span_ns, (size_t)bytes, (uint64_t)batch);
    else if (is_timed && (!strcmp(mode, "append") || !strcmp(mode, "rewrite")))
        run_disk(folder, span_ns, !strcmp(mode, "append"));
    else
        return fputs("usage: floor lmdb|append|rewrite -d FOLDER -t SECONDS "
                     "[-z BYTES -b RECORDS]\n", stderr), 2;
    return 0;
}
