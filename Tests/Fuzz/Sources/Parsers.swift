import Ledger

/// Every parser that strangers reach, with what must hold of whatever it accepts.
enum Parsers {
    /// A parser under its name.
    typealias Parser = (name: String, read: @Sendable ([UInt8]) -> Void)

    static let all: [Parser] = [
        ("note", note), ("checkpoint", checkpoint), ("proof", proof), ("tile", tile),
        ("key", key), ("base64", base64), ("witness", witness), ("json", json), ("event", event),
        ("cloudevent", cloudEvent), ("edtf", edtf), ("wire", wire), ("batch", batch),
    ]

    /// The keys behind the signatures in the corpus.
    private static let logKey = try? VerifierKey(
        "fuzz.example/log+ab08862b+Af0XJDhaoMdbZPt4zWAvodmR/ev3axPFjtcC6sg16fYY"
    )
    private static let witnessKey = try? VerifierKey(
        "fuzz.example/w+fcb72d17+BBOY9ixtGkV8UbpqS189vS9p/KkyFiGNyJl+QWvRfZPK"
    )

    private static func note(_ bytes: [UInt8]) {
        guard let note = try? SignedNote(bytes: bytes) else { return }
        same(note.bytes, bytes)
        _ = try? note.verified(by: [logKey, witnessKey].compactMap(\.self))
    }

    private static func checkpoint(_ bytes: [UInt8]) {
        guard let signed = try? SignedCheckpoint(unverified: bytes) else { return }
        precondition(signed.checkpoint.text == signed.note.text, "the text is the checkpoint's")
        precondition((try? Checkpoint(text: signed.note.text)) == signed.checkpoint, "again")
        guard let logKey, let own = try? SignedCheckpoint(bytes: bytes, key: logKey) else { return }
        let bare = own.withoutCosignatures.note.bytes
        precondition((try? SignedCheckpoint(bytes: bare, key: logKey)) != nil, "it stays signed")
    }

    private static func proof(_ bytes: [UInt8]) {
        guard let proof = try? LogProof(bytes: bytes) else { return }
        same(proof.bytes, bytes)
        if let logKey { _ = try? proof.verify(key: logKey) }
        if let extra = proof.extra, let record = StoredRecord(bytes: extra.span) {
            same(record.bytes, extra)
        }
    }

    private static func tile(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let tile = Tile(path: text) else { return }
        precondition(tile.path == text, "a tile has one name")
        precondition(tile.sizeNeeded > 0, "no tile is empty")
    }

    private static func key(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let key = try? VerifierKey(text) { precondition(key.text == text, "one spelling") }
        if let key = try? SignerKey(text) { precondition(key.text == text, "one spelling") }
    }

    private static func base64(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let read = Base64.decode(text) { precondition(Base64.encode(read) == text, "one") }
        precondition(Base64.decode(Base64.encode(bytes)) == bytes, "all bytes have a text")
    }

    private static func witness(_ bytes: [UInt8]) {
        _ = WitnessRefusal.size(in: bytes)
        guard let request = try? WitnessRequest(bytes: bytes) else { return }
        same(request.bytes, bytes)
        guard let logKey, let witnessKey else { return }
        do throws(WitnessRefusal) {
            let note = try request.checked(key: logKey, last: nil)
            precondition(request.oldSize == 0 && request.proof.isEmpty, "from nothing")
            precondition((try? note.verified(by: [logKey]).isEmpty) == false, "it stays signed")
        } catch { precondition(error.status >= 400 && !error.body.isEmpty, "it is told") }
        _ = try? request.checked(key: logKey, last: request.checkpoint)
        _ = try? request.cosigned(bytes, by: witnessKey)
    }

    private static func json(_ bytes: [UInt8]) {
        guard let value = try? JSON(parsing: bytes) else { return }
        precondition((try? JSON(parsing: value.bytes)) == value, "a line is read again")
        precondition((try? JSON(parsing: Array(value.pretty.utf8))) == value, "so is a page")
    }

    private static func event(_ bytes: [UInt8]) {
        for isLines in [false, true] {
            guard let drafts = try? door.json(bytes, isLines: isLines) else { continue }
            for draft in drafts { whole(draft) }
        }
    }

    private static func cloudEvent(_ bytes: [UInt8]) {
        guard let drafts = try? door.cloudEvents(bytes) else { return }
        for draft in drafts { whole(draft) }
    }

    private static func batch(_ bytes: [UInt8]) {
        guard let drafts = try? door.protobuf(bytes) else { return }
        for draft in drafts { whole(draft) }
    }

    /// Bytes of any event, well said or not.
    private static func wire(_ bytes: [UInt8]) {
        guard CanonicalCheck.isCanonical(bytes) else { return }
        let line = WireToJSON.event(bytes)
        precondition((try? JSON(parsing: line)) != nil, "canonical bytes print as JSON")
        let (event, faults) = EventParser.parse(bytes)
        precondition((event == nil) != faults.isEmpty, "an event, or what is wrong with it")
        if let event { same(event.bytes, bytes) }
    }

    private static func edtf(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        if let date = try? Edtf(text) {
            precondition((try? Edtf(date.description)) == date, "a date is read again")
        }
        if let day = try? Day.parseQuery(text) {
            precondition((try? Day.parseQuery(day.description)) == day, "so is a day")
        }
    }

    private static var door: Door {
        Door(
            types: .builtIn,
            id: { $0.value < 100 ? RecordID(milliseconds: $0.value, random: random) : nil },
            newID: { RecordID(milliseconds: 1, random: random) }
        )
    }
    private static let random = [UInt8](repeating: 7, count: 10)

    /// What the door lets in is canonical, and comes back from its own JSON.
    private static func whole(_ draft: Draft) {
        let bytes = draft.event.bytes
        precondition(CanonicalCheck.isCanonical(bytes), "what is let in is canonical")
        let again = try? door.json(WireToJSON.event(bytes), isLines: false)
        precondition(again?.count == 1 && again?.first?.event.bytes == bytes, "and read again")
    }

    private static func same(_ made: [UInt8], _ read: [UInt8]) {
        precondition(made == read, "what is read is written as it was")
    }
}
