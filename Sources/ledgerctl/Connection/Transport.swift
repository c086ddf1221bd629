import LedgerAPI

/// A way to the daemon: the seam at which tests answer instead.
protocol Transport {
    /// Sends a request and waits for its whole reply, a refusal included.
    func send(_ request: Request) throws(Failure) -> Reply
    /// Sends a request and hands on its body as it comes; a refusal comes back as a reply.
    func stream(
        _ request: Request,
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> Reply
    /// Makes sure that the ledger there is the one that was seen before.
    func greet(_ session: Session) throws(Failure)
}

extension Transport {
    func greet(_ session: Session) throws(Failure) {}
}
