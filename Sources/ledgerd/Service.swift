import Ledger
import LedgerAPI
import Platform

/// What the routes ask of the ledger: one function for each kind of request.
///
/// Who may do what is decided behind it. No function throws: a refusal is a reply.
protocol LedgerService: Sendable {
    /// `POST /v1/events`.
    func append(_ request: AppendRequest, peer: Peer) async -> ServiceReply
    /// Every `GET /v1/<noun>[/<view>]`.
    func answer(_ request: QuestionRequest, peer: Peer) async -> ServiceReply
    /// `GET /v1/status`.
    func status(peer: Peer) async -> ServiceReply
    /// `GET /v1/log/verify`.
    func verify(peer: Peer) async -> ServiceReply
    /// Everything else below `/v1/log/`.
    func proof(_ request: ProofRequest, peer: Peer) async -> ServiceReply
    /// What the ledger records of itself: `POST` below `/v1/log/`.
    func record(_ request: OwnRecordRequest, peer: Peer) async -> ServiceReply
    /// `GET /v1/replay/verify`.
    func verifyViews(peer: Peer) async -> ServiceReply
    /// `POST /v1/clock/accept`.
    func acceptClock(peer: Peer) async -> ServiceReply
    /// `PUT /v1/sources/{sha256}`; the hash is 64 lower-case digits, not yet compared.
    func putSource(sha256: String, bytes: [UInt8], peer: Peer) async -> ServiceReply
    /// `GET /v1/sources/{sha256}`.
    func source(sha256: String, peer: Peer) async -> ServiceReply
    /// `GET /v1/events`.
    func records(_ request: RecordsRequest, peer: Peer) async -> ServiceReply
    /// `GET /v1/export`.
    func export(peer: Peer) async -> ServiceReply
    /// `GET /v1/metrics`.
    func metrics(peer: Peer) async -> ServiceReply
    /// `GET /v1/backup`.
    func backup(_ request: BackupRequest, peer: Peer) async -> ServiceReply
    /// What an account may do at most, as it stands now.
    func role(of peer: Peer) -> Access.Role
    /// One line on how things stand, by the ledger's writer itself; nil if it does not answer
    /// within a time. Blocks its caller.
    func pulse(milliseconds: Int) -> String?
    /// Commits what waits and closes the files; called once, when no request is left.
    func close() async
}

/// What is to be recorded, as it came.
struct AppendRequest: Sendable {
    /// One of ``Routes/eventTypes``.
    var type: MediaType
    var body: [UInt8]
    var isDryRun = false
    /// `checkpoint=true`: the receipt carries a signed checkpoint that covers the batch.
    var wantsCheckpoint = false
    /// `receipt=brief`: the receipt counts the records and lists none.
    var isBrief = false
    /// `on_known=skip`.
    var skipsKnown = false
    /// The values of `expect`, in order, not yet read.
    var expectations: [String] = []
}

/// What others need to check the log.
enum ProofRequest: Sendable {
    /// The newest checkpoint, or the kept one of a size.
    case checkpoint(UInt64?)
    /// Which are kept.
    case checkpoints
    /// The public key.
    case key
    /// The root at a size, or at the head.
    case root(UInt64?)
    /// The newest checkpoint, and that it continues a log of so many records.
    case consistency(UInt64)
    /// That a record is in the log of the newest checkpoint.
    case inclusion(RecordNumber)
    /// The same, by the newest checkpoint that a known witness has cosigned.
    case witnessedInclusion(RecordNumber)
    /// A checkpoint that a witness has cosigned.
    case cosignatures([UInt8])
    case tile(Tile)

    /// As the log of the daemon has it.
    var name: String {
        switch self {
        case .checkpoint: "log checkpoint"
        case .checkpoints: "log checkpoints"
        case .key: "log key"
        case .root: "log root"
        case .consistency: "log consistency"
        case .inclusion, .witnessedInclusion: "log proof"
        case .cosignatures: "log cosignatures"
        case .tile: "log tile"
        }
    }
}

/// What the ledger records of itself when it is asked to.
enum OwnRecordRequest: Sendable {
    /// That the log goes on under another key.
    case keyRotation
    /// What the views are now, as digests; a dry run only tells them.
    case attestation(isDryRun: Bool)

    /// As the log of the daemon has it.
    var name: String {
        switch self {
        case .keyRotation: "log key rotate"
        case .attestation: "log attest"
        }
    }
}

/// A question.
struct QuestionRequest: Sendable {
    /// Such as `measures/in-force`; one of ``Routes/questions``.
    var path: String
    /// Decoded names and values, in order, not yet looked at.
    var query: [Query.Item]
    /// JSON, lines or CSV.
    var form: MediaType
    /// When the answer is to be given up with `timeout`.
    var deadline: ContinuousClock.Instant
}

/// A part of the log, in order.
struct RecordsRequest: Sendable {
    /// The position to begin behind; 0 is before the first record.
    var after: UInt64 = 0
    var limit: Int?
    /// Whether to go on with what is recorded later.
    var follows = false
    /// Whether references are printed as ids.
    var hasIDs = false
    /// Lines or protobuf.
    var form = MediaType.lines
}
