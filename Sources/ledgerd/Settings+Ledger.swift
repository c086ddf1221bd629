import Platform

extension Settings {
    /// Whether a missing ledger is made: only one's own; the system's is made by `--init`, so that
    /// a wrong path never starts an empty one.
    var createsLedger: Bool { isPerUser || isInit }

    /// The log's name, which its checkpoints will carry: given, or one that no other log has.
    var origin: String {
        if let given = givenOrigin { return given }
        let random = SystemRandom.bytes(4).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }
        return "ledgerd.local/" + random.joined()
    }
}
