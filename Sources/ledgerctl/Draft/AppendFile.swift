import Ledger
import Platform

/// `append --file F|-`: events as they stand in a file, JSON or JSONL.
enum AppendFile {
    /// Sends them as one batch.
    static func send(_ path: String, _ words: FreeWords, _ session: Session) throws(Failure) {
        let bytes = try Files.read(path)
        // A file of lines is not one JSON value; one event is both.
        guard let document = try? JSON(parsing: bytes) else {
            var file = LineFile(name: path, bytes: bytes)
            file.fillIDs { session.surroundings.newID() }
            let receipt = try Importer(session, words).sendWhole(file)
            try session.show(receipt, of: [])
            return
        }
        var events: [JSON] = []
        if case .array(let list) = document { events = list } else { events = [document] }
        let id = try DraftSender.id(words)
        guard id == nil || events.count == 1 else {
            throw Failure.usage("--id is for one event; the file has \(events.count)")
        }
        events = events.map { event in
            guard event["id"] == nil, case .object(let members) = event else { return event }
            let id = id ?? session.surroundings.newID()
            return .object([.init("id", .string(id.description))] + members)
        }
        let receipt = try session.append(
            AppendRequest(
                events: events,
                expectations: words.values("expect"),
                isDryRun: words.has("dry-run"),
                checkpoint: words.value("checkpoint"),
                skipsKnown: words.has("skip-known")
            )
        )
        try session.show(receipt, of: events)
    }
}

/// Files that the user names.
enum Files {
    /// The largest file that is read whole.
    static let bytesMax = 1 << 30

    /// The bytes of a file; `-` is standard input.
    static func read(_ path: String) throws(Failure) -> [UInt8] {
        do throws(SystemError) {
            return path == "-"
                ? try Input.readAll(0, bytesMax: bytesMax)
                : try DurableFile.read(path, bytesMax: bytesMax)
        } catch {
            throw Failure.input(error, path: path == "-" ? "standard input" : path)
        }
    }

    /// The last part of a path.
    static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
