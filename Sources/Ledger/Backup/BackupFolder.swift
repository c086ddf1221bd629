/// The files of a backup in a folder: pieces, each continuing the one before.
///
///     00000000000000000000-00000000000000001200.ledger
///     00000000000000001200-00000000000000001350.ledger
///     texts/<sha256>
///
/// A piece is a stream of the format of ``BackupReader``, named by the records before its first and
/// by those with its last.
public struct BackupPiece: Hashable, Sendable {
    /// How many records come before it.
    public let from: UInt64
    /// How many there are with it.
    public let size: UInt64

    private static let ending = ".ledger"

    /// A piece of a log.
    public init(from: UInt64, size: UInt64) {
        self.from = from
        self.size = size
    }

    /// The piece that a file name tells of; nil for any other file.
    public init?(name: String) {
        guard name.hasSuffix(Self.ending) else { return nil }
        let parts = name.dropLast(Self.ending.count)
            .split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 20 }),
            let from = UInt64(parts[0]), let size = UInt64(parts[1]), from <= size
        else { return nil }
        self.init(from: from, size: size)
        guard self.name == name else { return nil }
    }

    /// The name of its file.
    public var name: String { "\(Self.digits(from))-\(Self.digits(size))\(Self.ending)" }

    private static func digits(_ number: UInt64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 20 - digits.count) + digits
    }
}

/// What a folder of a backup holds, by its file names.
public struct BackupFolder: Sendable, Equatable {
    /// The pieces to read, in order.
    public let chain: [BackupPiece]
    /// Pieces that others have taken the place of: what a crash has left.
    public let superseded: [BackupPiece]

    /// The folder of the held texts within it.
    public static let texts = "texts"

    /// Looks at file names.
    public init(names: [String]) {
        let pieces = names.compactMap(BackupPiece.init(name:))
        var chain: [BackupPiece] = []
        // Of two that begin at one place the longer is the newer.
        while let next = pieces.filter({ $0.from == chain.last?.size ?? 0 })
            .max(by: { $0.size < $1.size }),
            next.size > next.from || chain.isEmpty
        {
            chain.append(next)
        }
        self.chain = chain
        superseded = pieces.filter { !chain.contains($0) }
    }

    /// Reads all pieces and checks that they are one whole log.
    ///
    /// - Parameters:
    ///   - read: hands the bytes of a piece on, in pieces of any size.
    ///   - use: takes what was read, in order; it is proved only when all of this returns.
    /// - Throws: ``BackupFailure``, and what the two throw.
    /// - Returns: the end of the last piece.
    public func walk(
        reading read: (BackupPiece, _ take: ([UInt8]) throws -> Void) throws -> Void,
        _ use: @escaping (BackupReader.Item) throws -> Void
    ) throws -> BackupEnd {
        var end: BackupEnd?
        for piece in chain {
            var reader = BackupReader(continuing: end)
            try read(piece) { bytes in
                for item in try reader.take(bytes) { try use(item) }
            }
            let found = try reader.finish()
            guard found.size == piece.size else {
                throw BackupFailure.damaged("\(piece.name) ends with r\(found.size)")
            }
            end = found
        }
        guard let end else { throw BackupFailure.notABackup }
        if let stray = superseded.first(where: { $0.size > end.size }) {
            throw BackupFailure.damaged("what comes before \(stray.name) is missing")
        }
        return end
    }
}
