internal import LMDB
internal import Ledger
internal import Platform

/// The files of a ledger: `log/`, `views/`, `sources/`, `checkpoints/` and `key` in one folder.
///
/// A folder is made aside and renamed into place, so that there is never half a ledger; opening
/// one never makes one.
public final class LedgerFolder: Sendable {
    /// The folder.
    public let path: String
    /// The log.
    public let log: LogFile
    /// The views.
    public let views: Views
    /// The held texts.
    public let texts: HeldTexts
    /// What the log has signed.
    public let checkpoints: Checkpoints

    /// Address space reserved for the log's map, and for the views': a cost in addresses only.
    public static let mapBytesDefault = 64 << 30

    /// Opens a ledger.
    ///
    /// - Throws: ``StoreError`` if there is none or it is of a newer format, and what LMDB and
    ///   the system say.
    public init(path: String, mapBytes: Int = mapBytesDefault) throws {
        guard DurableFile.exists("\(path)/log/data.mdb") else {
            throw StoreError.notALedger(path)
        }
        self.path = path
        log = try LogFile(path: "\(path)/log", mapBytes: mapBytes)
        checkpoints = try Checkpoints(folder: path, log: log)
        try Directory.create("\(path)/views", mode: 0o700)
        // A full log only refuses; full views stop the daemon, so it must not come to that first.
        let viewsBytes = max(mapBytes, min(mapBytes, 1 << 44) * 4)
        views = try Views(path: "\(path)/views", log: log, mapBytes: viewsBytes)
        texts = HeldTexts(path: "\(path)/sources")
    }

    /// Makes an empty ledger where nothing is yet.
    ///
    /// - Parameters:
    ///   - path: the folder to make; its parent must exist.
    ///   - origin: the log's name, a schema-less URL without spaces or `+`.
    ///   - mapBytes: the most that the log may grow to.
    /// - Throws: ``StoreError/exists(_:)``, and what LMDB and the system say.
    public static func create(
        at path: String,
        origin: String,
        mapBytes: Int = mapBytesDefault
    ) throws {
        guard !DurableFile.exists("\(path)/log") else { throw StoreError.exists(path) }
        let parent = parent(of: path)
        let aside = try prepareAside(path)
        try LogFile.create(
            at: "\(aside)/log",
            origin: origin,
            schema: Shape.descriptor,
            mapBytes: mapBytes
        )
        _ = try LogKey(folder: aside, origin: origin).load()
        try Directory.sync("\(aside)/log")
        try Directory.sync(aside)
        try DurableFile.rename(aside, to: path)
        try Directory.sync(parent)
    }

    /// How full it is now.
    public var gauges: StoreGauges {
        get throws {
            let files = try [("log", log.environment), ("views", views.environment)].map {
                (name: String, environment: Environment) throws in
                let info = try environment.info()
                return StoreGauges.File(
                    name: name,
                    mapBytes: info.mapBytes,
                    usedBytes: info.usedBytes,
                    oldestReaderLag: try environment.oldestReaderLag()
                )
            }
            return StoreGauges(files: files, freeBytes: try Filesystem.freeBytes("\(path)/log"))
        }
    }

    /// The name of the folder beside another in which a ledger is made before it takes its place.
    public static func aside(_ path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? "ledger"
        return "\(parent(of: path))/.\(name).new"
    }

    /// Makes that folder, with the folders of a ledger in it; what a crash has left there goes.
    static func prepareAside(_ path: String) throws -> String {
        let aside = aside(path)
        if DurableFile.exists(aside) {
            try Directory.removeTree(aside, inside: parent(of: path))
        }
        try Directory.create(aside, mode: 0o700)
        for folder in ["log", "views", "sources", "checkpoints"] {
            try Directory.create("\(aside)/\(folder)", mode: 0o700)
        }
        return aside
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
