import Testing

@Suite struct SimulationTests {
    private static let steps = 300
    private static let seedsPerShard = 50

    private let events: SimulatedEvents

    init() throws { events = try SimulatedEvents.shared.get() }

    private func run(_ seed: UInt64, bug: Simulation.Bug? = nil) -> Simulation.Report {
        Simulation(seed: seed, events: events, bug: bug).run(steps: Self.steps)
    }

    @Test(arguments: 0..<10)
    func `whatever fails, nothing acknowledged is lost and nothing is recorded twice`(
        shard: Int
    ) async {
        var total = Simulation.Report()
        for seed in (shard * Self.seedsPerShard)..<((shard + 1) * Self.seedsPerShard) {
            let report = run(UInt64(seed))
            // Other tests wait for sockets on the same few threads.
            await Task.yield()
            #expect(report.violations.prefix(3) == [], "seed \(seed)")
            total.records += report.records
            total.crashes += report.crashes
            total.appendsBroken += report.appendsBroken
            total.appendsKept += report.appendsKept
        }
        // A simulation without these would prove nothing.
        #expect(total.records > Self.seedsPerShard * 100)
        #expect(total.crashes > Self.seedsPerShard * 4)
        #expect(total.appendsKept * 5 > total.appendsBroken, "a fifth comes back unacknowledged")
        #expect(total.appendsKept < total.appendsBroken)
    }

    @Test func `a seed gives the same run each time, and other seeds others`() {
        let traces = (0..<8).map { run(UInt64($0)).trace }
        #expect((0..<8).map { run(UInt64($0)).trace } == traces)
        #expect(Set(traces.map(\.digest)).count == traces.count)
    }

    @Test(arguments: [Simulation.Bug.acknowledgesBeforeCommit, .forgetsTooEarly])
    func `the oracle finds a bug that was put in`(bug: Simulation.Bug) {
        let found = (0..<20).filter { !run(UInt64($0), bug: bug).violations.isEmpty }
        #expect(found.count >= 18, "found with seeds \(found)")
    }
}
