/// Where a backup ends: what the next one must continue.
public struct BackupEnd: Sendable {
    /// The public key that the log signed with.
    public let key: VerifierKey
    /// The keys before, oldest first.
    public let former: [VerifierKey]
    /// Up to where, signed.
    public let checkpoint: SignedCheckpoint
    /// Texts that are kept beside the backup.
    public let texts: Set<Hash>

    let lastRecordedAt: Int64?
    /// Nil where it was not read from the first record on.
    let redactions: RedactionCheck?
    let rotations: [KeyRotation]

    /// How many records there are.
    public var size: UInt64 { checkpoint.checkpoint.size }
    /// The root over them.
    public var root: Hash { checkpoint.checkpoint.root }
    /// How many of them have lost their content; nil if it was not read from the first one on.
    public var redacted: Int? { redactions?.count }

    init(
        key: VerifierKey,
        former: [VerifierKey],
        checkpoint: SignedCheckpoint,
        lastRecordedAt: Int64?,
        redactions: RedactionCheck?,
        rotations: [KeyRotation],
        texts: Set<Hash>
    ) {
        self.key = key
        self.former = former
        self.checkpoint = checkpoint
        self.lastRecordedAt = lastRecordedAt
        self.redactions = redactions
        self.rotations = rotations
        self.texts = texts
    }

    /// The end of a backup that was verified when it was made, from its head alone.
    public init(of head: BackupHead) {
        self.init(
            key: head.key,
            former: head.former,
            checkpoint: head.checkpoint,
            lastRecordedAt: nil,
            redactions: nil,
            rotations: [],
            texts: []
        )
    }

    /// Whether somebody who knows a key of this log comes to the one that has signed.
    public func isSigned(for known: VerifierKey) -> Bool {
        KeyRotation.latest(after: known, rotations) == key
    }
}
