import Glibc

/// The machine's clocks, in microseconds.
public enum SystemClock {
    /// Since 1970-01-01T00:00:00Z, as the machine believes; it can be set, so it can jump.
    public static func wallMicroseconds() -> Int64 { read(CLOCK_REALTIME) }

    /// Since the machine started, sleep included; never set, so a jump of the other one shows.
    public static func bootMicroseconds() -> Int64 { read(CLOCK_BOOTTIME) }

    private static func read(_ clock: CInt) -> Int64 {
        var time = timespec()
        let result = unsafe clock_gettime(clock, &time)
        precondition(result == 0, "both clocks exist since Linux 2.6.39")
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }
}
