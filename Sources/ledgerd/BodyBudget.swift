import Synchronization

/// The bytes of all bodies in flight; what does not fit is refused, never queued.
final class BodyBudget: Sendable {
    private let bytesMax: Int
    /// Held only to add or subtract.
    private let used = Mutex(0)

    init(bytesMax: Int) { self.bytesMax = bytesMax }

    /// Bytes taken at the moment.
    var bytesUsed: Int { used.withLock { $0 } }

    private func take(_ bytes: Int) -> Bool {
        used.withLock { used in
            guard bytes <= bytesMax - used else { return false }
            used += bytes
            return true
        }
    }

    private func give(_ bytes: Int) {
        used.withLock { used in
            precondition(used >= bytes, "only what was taken is given back")
            used -= bytes
        }
    }

    /// One body's part of the budget, given back when the request is done.
    struct Lease: ~Copyable {
        private let budget: BodyBudget
        private var bytes = 0

        init(_ budget: BodyBudget) { self.budget = budget }

        deinit { budget.give(bytes) }

        /// Raises the part to `total` bytes; false if there is no room.
        mutating func grow(to total: Int) -> Bool {
            guard total > bytes else { return true }
            guard budget.take(total - bytes) else { return false }
            bytes = total
            return true
        }
    }
}
