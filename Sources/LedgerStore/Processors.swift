internal import Dispatch
internal import Ledger

extension Parts {
    /// As many parts at once as there are processors.
    static let onAllProcessors = Parts { count, body in
        DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }
}
