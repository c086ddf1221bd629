import Ledger

/// What the ledger behind a socket was last seen to be: its key, and how far its log went.
///
/// As ssh keeps `known_hosts`: the first answer is believed, everything after is held against it.
struct Pin: Equatable {
    /// Where the daemon listens.
    var socket: String
    /// The key that signed.
    var key: VerifierKey
    /// The newest checkpoint that was seen and verified.
    var checkpoint: SignedCheckpoint

    /// Makes a pin of what was verified.
    init(socket: String, key: VerifierKey, checkpoint: SignedCheckpoint) {
        self.socket = socket
        self.key = key
        self.checkpoint = checkpoint
    }

    /// Reads ``bytes``; nil for anything else.
    init?(bytes: [UInt8]) {
        let lines = bytes.split(separator: 0x0a, maxSplits: 2, omittingEmptySubsequences: false)
            .map { Array($0) }
        guard lines.count == 3 else { return nil }
        let text = lines.prefix(2).map { String(decoding: $0, as: UTF8.self) }
        guard text[0].hasPrefix("socket "), text[1].hasPrefix("key "),
            let key = try? VerifierKey(String(text[1].dropFirst(4))),
            let checkpoint = try? SignedCheckpoint(bytes: lines[2], key: key)
        else { return nil }
        self.init(socket: String(text[0].dropFirst(7)), key: key, checkpoint: checkpoint)
    }

    /// The pin as a file: two lines, then the checkpoint.
    var bytes: [UInt8] {
        Array("socket \(socket)\nkey \(key.text)\n".utf8) + checkpoint.note.bytes
    }
}
