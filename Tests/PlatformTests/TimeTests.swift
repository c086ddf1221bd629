import Glibc
import Testing

@testable import Platform

struct TimeTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (1_795_569_355_123_456, "2026-11-25T01:15:55.123456Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (4_107_542_399_999_999, "2100-02-28T23:59:59.999999Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
            (253_402_300_800_000_000, "10000-01-01T00:00:00.000000Z"),
            (-62_167_219_200_000_001, "-0001-12-31T23:59:59.999999Z"),
            (.min, "-290308-12-21T19:59:05.224192Z"), (.max, "294247-01-10T04:00:54.775807Z"),
        ] as [(Int64, String)]
    )
    func `instants as text`(_ microseconds: Int64, _ text: String) {
        #expect(UTC.format(microseconds: microseconds) == text)
    }

    @Test func `days agree with the C library through 400 years`() {
        for day in stride(from: -100_000, through: 100_000, by: 13) as StrideThrough<Int64> {
            var (seconds, parts) = (time_t(day * 86_400), unsafe tm())
            _ = unsafe gmtime_r(&seconds, &parts)
            let date = UTC.civil(daysSince1970: day)
            let isSame =
                unsafe date.year == Int64(parts.tm_year) + 1_900
                && date.month == Int64(parts.tm_mon) + 1 && date.day == Int64(parts.tm_mday)
            #expect(isSame, "day \(day)")
        }
    }

    @Test(arguments: [0, -1, 951_868_799_999_999, 1_795_569_355_123_456] as [Int64])
    func `the local day is the one that date prints`(_ microseconds: Int64) throws {
        let seconds = Int((Double(microseconds) / 1e6).rounded(.down))
        let printed = try Spawn.run(["date", "-d", "@\(seconds)", "+%Y %m %d"]).output
        let parts = text(printed).split { $0 == " " || $0 == "\n" }.compactMap { Int($0) }
        let day = LocalDay(at: microseconds)
        #expect([day.year, day.month, day.day] == parts)
    }

    @Test func `another zone has another day`() async {
        await #expect(processExitsWith: .success) {
            unsafe setenv("TZ", "XYZ-14", 1)
            // Somebody in this process may have asked for the time before.
            tzset()
            let day = LocalDay(at: 1_795_569_355_123_456 - 2 * 3_600_000_000)
            exit((day.year, day.month, day.day) == (2026, 11, 25) ? 0 : 1)
        }
    }

    @Test func `the last instants have days too`() {
        #expect(LocalDay(at: .max).year >= 294_246)
        #expect(LocalDay(at: .min).year <= -290_307)
    }

    @Test func `clocks run forward`() {
        let (wall, boot) = (SystemClock.wallMicroseconds(), SystemClock.bootMicroseconds())
        #expect(wall > 1_700_000_000_000_000)
        #expect(boot > 0)
        #expect(SystemClock.bootMicroseconds() >= boot)
    }

    @Test(arguments: [0, 1, 16, 256, 257, 1_000])
    func `random bytes come in any number`(_ count: Int) {
        let bytes = SystemRandom.bytes(count)
        #expect(bytes.count == count)
        if count >= 16 {
            #expect(bytes != SystemRandom.bytes(count))
            #expect(Set(bytes).count > 4)
        }
    }

    @Test func `a negative count is our own mistake`() async {
        await #expect(processExitsWith: .failure) { _ = SystemRandom.bytes(-1) }
    }
}

struct EnvironmentTests {
    @Test func `the environment is read whole`() async {
        await #expect(processExitsWith: .success) {
            unsafe setenv("LEDGERD_TEST", "a=b", 1)
            let all = ProcessEnvironment.current
            exit(all["LEDGERD_TEST"] == "a=b" && all["PATH"] != nil ? 0 : 1)
        }
    }

    @Test(
        arguments: [
            ([:], [nil, nil, nil, "/tmp/ledgerd-7"]),
            (
                ["HOME": "/home/a"],
                [
                    "/home/a/.local/share", "/home/a/.config", "/home/a/.local/state",
                    "/tmp/ledgerd-7",
                ]
            ),
            (
                [
                    "HOME": "/h", "XDG_DATA_HOME": "/d", "XDG_CONFIG_HOME": "relative",
                    "XDG_STATE_HOME": "", "XDG_RUNTIME_DIR": "/run/user/7",
                ],
                ["/d", "/h/.config", "/h/.local/state", "/run/user/7"]
            ),
            (["HOME": "/"], ["/.local/share", "/.config", "/.local/state", "/tmp/ledgerd-7"]),
            (["HOME": "x", "XDG_CONFIG_HOME": "/c"], [nil, "/c", nil, "/tmp/ledgerd-7"]),
        ] as [([String: String], [String?])]
    )
    func `where files belong`(_ environment: [String: String], _ homes: [String?]) {
        let xdg = XDG(environment: environment, user: 7)
        #expect([xdg.dataHome, xdg.configHome, xdg.stateHome, xdg.runtimeHome] == homes)
    }
}

struct RuntimeDirectoryTests {
    @Test func `a directory of our own is made and trusted`() throws {
        let scratch = try Scratch()
        try RuntimeDirectory.prepare(scratch("run"))
        try RuntimeDirectory.prepare(scratch("run"))
        try RuntimeDirectory.check(scratch("run"))
        #expect(mode(scratch("run")) == 0o700)
    }

    @Test func `a place others could have prepared is not trusted`() throws {
        let scratch = try Scratch()
        try DurableFile.write([], to: scratch("file"))
        try Directory.create(scratch("open"), mode: 0o777)
        try Directory.create(scratch("group"), mode: 0o720)
        try Directory.create(scratch("fine"))
        _ = unsafe symlink(scratch("fine"), scratch("link"))
        let table: [RuntimeDirectoryError] = [
            .notDirectory(path: scratch("file")), .notDirectory(path: scratch("link")),
            .writable(path: scratch("open"), mode: 0o777),
            .writable(path: scratch("group"), mode: 0o720),
        ]
        for (name, error) in zip(["file", "link", "open", "group"], table) {
            #expect(throws: error) { try RuntimeDirectory.prepare(scratch(name)) }
        }
        #expect(throws: RuntimeDirectoryError.self) {
            try RuntimeDirectory.check(scratch("missing"))
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func `another's directory is not trusted`() throws {
        let scratch = try Scratch()
        try Directory.create(scratch("run"))
        _ = unsafe chown(scratch("run"), 12_345, 12_345)
        #expect(throws: RuntimeDirectoryError.owner(path: scratch("run"), uid: 12_345)) {
            try RuntimeDirectory.prepare(scratch("run"))
        }
    }
}
