internal import Synchronization

/// Work that falls into parts, for as many processors as there are.
///
/// The core starts no thread: whoever uses it says how several things are done at once.
public struct Parts: Sendable {
    /// Calls a function for each number below a count, and returns when all calls have.
    public typealias Concurrently = @Sendable (Int, @Sendable (Int) -> Void) -> Void

    private let concurrently: Concurrently

    /// Does parts at once as `concurrently` does.
    public init(_ concurrently: @escaping Concurrently) { self.concurrently = concurrently }

    /// One part after the other.
    public static let inTurn = Parts { count, body in (0..<count).forEach { body($0) } }

    /// What `body` makes of each part.
    ///
    /// - Parameters:
    ///   - count: how many parts there are.
    ///   - body: makes something of one; called at once from several threads.
    /// - Returns: what was made, in the order of the parts.
    public func map<Made: Sendable>(
        _ count: Int,
        _ body: @escaping @Sendable (Int) -> Made
    ) -> [Made] {
        guard count > 1 else { return count == 1 ? [body(0)] : [] }
        let made = Mutex([Int: Made]())
        concurrently(count) { part in
            let one = body(part)
            made.withLock { $0[part] = one }
        }
        return made.withLock { made in (0..<count).compactMap { made[$0] } }
    }
}
