import Hummingbird
import Ledger

/// The paths below `/v1/log/` that let others check the log; the layout of `checkpoint` and `tile/`
/// is that of C2SP tlog-tiles, with `/v1/log` as the prefix.
extension Routes {
    /// Those that are read and have one name, without `/v1/`; the tiles have many.
    static let proofs = [
        "log/checkpoint", "log/checkpoints", "log/consistency", "log/key", "log/proof", "log/root",
    ]

    /// Adds them to a router.
    func addProofs(to group: RouterGroup<LedgerContext>) {
        add(to: group, "log/checkpoint", ["at"]) { query throws(Refusal) in
            .checkpoint(try query.record("at")?.value)
        }
        add(to: group, "log/checkpoints", []) { _ throws(Refusal) in .checkpoints }
        add(to: group, "log/key", []) { _ throws(Refusal) in .key }
        add(to: group, "log/root", ["at"]) { query throws(Refusal) in
            .root(try query.record("at")?.value)
        }
        add(to: group, "log/consistency", ["from"]) { query throws(Refusal) in
            .consistency(try query.needed("from").value)
        }
        add(to: group, "log/proof", ["record", "witnessed"]) { query throws(Refusal) in
            let record = try query.needed("record")
            return try query.flag("witnessed") ? .witnessedInclusion(record) : .inclusion(record)
        }
        on(group, .post, "log/cosignatures") { request, context, query in
            try query.allow([])
            return try await intake.withBody(
                of: request,
                context,
                bytesMax: SignedNote.bytesMax
            ) { bytes in await service.proof(.cosignatures(bytes), peer: context.peer) }
        }
        on(group, .post, "log/key/rotate") { _, context, query in
            try query.allow([])
            return await service.record(.keyRotation, peer: context.peer)
        }
        on(group, .post, "log/attest") { _, context, query in
            try query.allow(["dry_run"])
            let isDryRun = try query.flag("dry_run")
            return await service.record(.attestation(isDryRun: isDryRun), peer: context.peer)
        }
        on(group, .get, "log/tile/**") { request, context, query in
            try query.allow([])
            let path = request.uri.path.trimmingPrefix("/v1/log/tile/")
            guard let tile = Tile(path: path) else {
                throw Refusal(
                    .notFound,
                    "there is no tile '\(path)'; write 0/000, 1/x001/234.p/17 or entries/000"
                )
            }
            return await service.proof(.tile(tile), peer: context.peer)
        }
    }

    private func add(
        to group: RouterGroup<LedgerContext>,
        _ path: String,
        _ names: [String],
        _ read: @escaping @Sendable (Query) throws(Refusal) -> ProofRequest
    ) {
        on(group, .get, path) { _, context, query in
            try query.allow(names)
            return await service.proof(try read(query), peer: context.peer)
        }
    }
}

extension Query {
    /// A record that a parameter names, r0 included; nil if it is not given.
    func record(_ name: String) throws(Refusal) -> RecordNumber? {
        guard let text = self[name] else { return nil }
        if text == "r0" { return RecordNumber(0) }
        guard let number = RecordNumber(text) else {
            throw Query.malformed(name, text, "a record such as r168, or r0")
        }
        return number
    }

    fileprivate func needed(_ name: String) throws(Refusal) -> RecordNumber {
        guard let number = try record(name) else {
            throw Query.refusal([Fault(name, .missing, "is needed", hint: "write \(name)=r168")])
        }
        return number
    }
}
