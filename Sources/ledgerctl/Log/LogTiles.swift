import ArgumentParser
import Ledger
import LedgerAPI
import Platform

/// `log tiles`: a mirror of the log in the layout of C2SP tlog-tiles.
struct LogTiles: Verb {
    static let configuration = CommandConfiguration.verb(
        "tiles",
        "Mirror the log into a folder that any web server can publish.",
        ["ledgerctl log tiles --out mirror", "ledgerctl log tiles --out mirror --key desk.key"],
        more: "Run it again to bring the mirror up to date; what it has is held against the log "
            + "first. The layout is that of https://c2sp.org/tlog-tiles."
    )

    @Option(help: "The folder; made if it is not there.", completion: .directory)
    var out: String

    @Option(help: "The log's public key, or a file with it (default: the one pinned here).")
    var key: String?

    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let old = try earlier(session)
        let query = [("from", "r\(old?.checkpoint.size ?? 0)")]
        let reply = try session.send(.get("/v1/log/consistency", query: query))
        let shown = try Continuation(reply.body)
        let claimed = try Proving.of("the daemon's checkpoint") { () throws(NoteFailure) in
            try SignedCheckpoint(unverified: shown.note)
        }
        let key = try KeyChoice.key(key, for: claimed.checkpoint.origin, in: session)
        let new = try Proving.of("the log does not continue \(out)") { () throws(NoteFailure) in
            let now = try SignedCheckpoint(bytes: shown.note, key: key)
            if let old { try now.continues(old.checkpoint, proof: shown.proof) }
            return now
        }
        let tiles = Tile.all(of: new.checkpoint.size, after: old?.checkpoint.size ?? 0)
        for tile in tiles { try fetch(tile, session) }
        // Last, so that a mirror never promises what it does not hold.
        try OutputFile.write(new.note.bytes, to: "\(out)/checkpoint")
        session.remark("wrote \(tiles.count) tiles of \(new.checkpoint.size) records to \(out)")
    }

    private func earlier(_ session: Session) throws(Failure) -> SignedCheckpoint? {
        let path = "\(out)/checkpoint"
        guard DurableFile.exists(path) else { return nil }
        let bytes = try InputFile.read(path)
        return try Proving.of(path) { () throws(NoteFailure) in
            try SignedCheckpoint(unverified: bytes)
        }
    }

    private func fetch(_ tile: Tile, _ session: Session) throws(Failure) {
        let path = "\(out)/tile/\(tile.path)"
        // A tile of this name never changes; one from an interrupted run is whole.
        if DurableFile.exists(path) { return }
        let request = Request.get("/v1/log/tile/\(tile.path)", accept: .bytes)
        let bytes = try session.send(request).body
        do throws(SystemError) {
            let folder = path.prefix { _ in true }.split(separator: "/").dropLast()
            let start = path.hasPrefix("/") ? "/" : ""
            try Directory.create(start + folder.joined(separator: "/"), mode: 0o755, parents: true)
        } catch {
            throw Failure(exit: .cannotCreate, code: "cannot_create", message: error.description)
        }
        try OutputFile.write(bytes, to: path)
    }
}
