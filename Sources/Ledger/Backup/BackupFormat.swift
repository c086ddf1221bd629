/// The bytes of a backup, format 1 (`docs/file-format.md`).
///
/// A line that says what it is, then frames: a byte for the kind, the length in four bytes, the
/// content. First the head, then the records in order, then held texts or a list of them, and at
/// the end the SHA-256 of all bytes before, so that no bit of it can change unnoticed.
enum BackupFormat {
    /// The format written today; a newer one is refused.
    static let version: UInt64 = 1
    /// What the first line begins with; the number of the format ends it.
    static let banner = "ledgerd backup "
    /// The most bytes that the first line may have.
    static let bannerBytesMax = 40
    /// The most bytes that a frame may have: the largest text with its digest, and room.
    static let frameBytesMax = 33 << 20

    /// What a frame holds.
    enum Kind: UInt8 {
        /// Whose log it is and up to where: JSON.
        case head = 0x68
        /// The stored value of a record.
        case record = 0x72
        /// The SHA-256 of a held text, then its bytes.
        case text = 0x74
        /// Digests of held texts that are kept beside it.
        case texts = 0x6c
        /// It is to be made again: a record was redacted while it was made.
        case again = 0x61
        /// The SHA-256 of all bytes before this frame.
        case end = 0x65
    }
}

/// Why a backup is not accepted.
///
/// Backups come from outside: nothing here traps.
public enum BackupFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// It does not begin as one.
    case notABackup
    /// A later program made it.
    case newer(UInt64)
    /// It ends before its end.
    case cut
    /// A record was redacted while it was made: make it again.
    case again
    /// What it holds cannot be right.
    case damaged(String)
    /// It is of another log, or of another history of it.
    case otherLedger(String)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .notABackup: "this is no backup of a ledger"
        case .newer(let format):
            "made by a newer ledgerd, format \(format); this one reads \(BackupFormat.version)"
        case .cut: "it ends before its end: it was cut short"
        case .again: "a record was redacted while it was made"
        case .damaged(let what): "it is damaged: \(what)"
        case .otherLedger(let what): "it is another ledger's: \(what)"
        }
    }
}
