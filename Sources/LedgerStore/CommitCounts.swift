/// How many commits there were and how long they took, as a histogram.
///
/// The engine's thread counts where it sets the new head, under the same lock: two clock readings
/// a commit are all that it costs.
public struct CommitCounts: Sendable, Equatable {
    /// The upper bounds of the buckets, in microseconds; one more bucket has none.
    public static let bounds: [Int64] = [
        100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000,
        1_000_000, 2_500_000,
    ]

    /// How many commits fell into each bucket, and into none of those before.
    public private(set) var buckets = [UInt64](repeating: 0, count: bounds.count + 1)
    /// How many records they held.
    public private(set) var records: UInt64 = 0
    /// How long all of them took.
    public private(set) var microseconds: Int64 = 0

    /// How many commits there were.
    public var commits: UInt64 { buckets.reduce(0, +) }

    mutating func add(records count: Int, microseconds took: Int64) {
        let bucket = Self.bounds.firstIndex { took <= $0 } ?? Self.bounds.count
        buckets[bucket] += 1
        records += UInt64(count)
        microseconds += max(0, took)
    }
}

/// How full the files of a ledger are, and what keeps them from being used again.
public struct StoreGauges: Sendable {
    /// Of one environment.
    public struct File: Sendable {
        /// Its name.
        public let name: String
        /// The most that it may grow to.
        public let mapBytes: Int
        /// How much of that is used, free pages included.
        public let usedBytes: Int
        /// How many commits the oldest snapshot that is read lies behind.
        public let oldestReaderLag: UInt64
    }

    /// The log and the views.
    public let files: [File]
    /// What is free on the file system of the log.
    public let freeBytes: UInt64
}
