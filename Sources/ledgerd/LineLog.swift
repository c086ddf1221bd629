import Ledger
import Logging
import Platform
import Synchronization

/// The daemon's log: one line an event on standard error, for people or for programs.
///
/// It says what the daemon did, never what is recorded.
struct LineLog: LogHandler {
    /// How a line looks.
    enum Form: String, Sendable, CaseIterable {
        /// `time=… level=info msg=ready size=197`.
        case text
        /// One JSON object.
        case json
    }

    var logLevel = Logger.Level.info
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    private let form: Form
    private let write: @Sendable ([UInt8]) -> Void

    /// Makes a handler that hands each line, with its end, to `write`.
    init(form: Form, level: Logger.Level = .info, write: @escaping @Sendable ([UInt8]) -> Void) {
        self.form = form
        self.write = write
        logLevel = level
    }

    /// A logger that writes to standard error.
    static func logger(form: Form, level: Logger.Level) -> Logger {
        Logger(label: "ledgerd") { _ in
            LineLog(form: form, level: level) { line in
                // A log that cannot be written is no reason to stop serving.
                inUse.withLock { _ in try? Output.writeAll(2, line) }
            }
        }
    }

    /// Held for one line, so that two never mix.
    private static let inUse = Mutex<Void>(())

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata
        all.merge(event.metadata ?? [:]) { _, new in new }
        if let error = event.error { all["error"] = "\(error)" }
        var pairs = [
            ("time", UTC.format(microseconds: SystemClock.wallMicroseconds())),
            ("level", event.level.rawValue), ("msg", event.message.description),
        ]
        pairs += all.sorted { $0.key < $1.key }.map { ($0.key, $0.value.description) }
        write(Array((form == .json ? Self.json(pairs) : Self.text(pairs)).utf8) + [0x0a])
    }

    private static func json(_ pairs: [(String, String)]) -> String {
        JSON.object(pairs.map { .init($0.0, .string($0.1)) }).line
    }

    private static func text(_ pairs: [(String, String)]) -> String {
        pairs.map { "\($0.0)=\(quoted($0.1))" }.joined(separator: " ")
    }

    /// A value with anything unusual in it is quoted as in JSON: one event stays one line, and no
    /// terminal is told to do anything.
    private static func quoted(_ value: String) -> String {
        let isPlain = value.unicodeScalars.allSatisfy {
            $0.value > 0x20 && $0.value < 0x7f && $0 != "\"" && $0 != "=" && $0 != "\\"
        }
        return isPlain && !value.isEmpty ? value : JSON.string(value).line
    }
}
