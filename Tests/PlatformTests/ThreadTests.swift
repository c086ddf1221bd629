import Glibc
import Platform
import Synchronization
import Testing

struct ThreadTests {
    /// libdispatch gives out 255: a thread beyond them never began, and who waited for it hung.
    @Test func `four hundred threads wait at once, each under its name`() {
        let gate = Gate()
        for number in 0..<400 { SystemThread.start("waits for \(number)") { gate.pass() } }
        #expect(soon { gate.names.count == 400 })
        #expect(gate.names.isSuperset(of: ["waits for 0", "waits for 399"]))
        gate.open()
        #expect(soon { gate.names.isEmpty })
    }

    @Test func `a longer name is cut`() {
        let gate = Gate()
        SystemThread.start("a name of more than fifteen") { gate.pass() }
        #expect(soon { gate.names == ["a name of more "] })
        gate.open()
    }

    /// Whether something is so within 20 s.
    private func soon(_ condition: () -> Bool) -> Bool {
        for _ in 0..<20_000 where !condition() { usleep(1_000) }
        return condition()
    }
}

/// Where threads wait until it is opened.
private final class Gate: Sendable {
    private let state = Mutex((isOpen: false, names: Set<String>()))

    /// The names of the threads that wait.
    var names: Set<String> { state.withLock { $0.names } }

    func open() { state.withLock { $0.isOpen = true } }

    func pass() {
        let name = (try? DurableFile.read("/proc/thread-self/comm", bytesMax: 100)) ?? []
        let own = String(decoding: name.dropLast(), as: UTF8.self)
        state.withLock { _ = $0.names.insert(own) }
        while !state.withLock({ $0.isOpen }) { usleep(2_000) }
        state.withLock { _ = $0.names.remove(own) }
    }
}
