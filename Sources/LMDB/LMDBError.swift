internal import CLMDB
internal import Glibc

/// Why an operation on an environment failed, one case for each cause that a caller can act on.
///
/// A key that is not there is not an error: reading gives `nil` and deleting gives `false`.
public enum LMDBError: Error, Equatable {
    /// The commit itself failed, for the given reason.
    ///
    /// Whether the transaction is in the file is unknown until the environment is opened again.
    /// Only a commit throws this.
    indirect case commitFailed(LMDBError)
    /// The map has no page left (`MDB_MAP_FULL`).
    ///
    /// The transaction is lost, the file is intact.
    case mapFull
    /// The file system has no space left for us (`ENOSPC`, `EDQUOT`).
    case diskFull
    /// A system call failed with this `errno`.
    ///
    /// `EIO` may also be a short write on a full disk: some file systems cut a write short, which
    /// liblmdb reports as `EIO`.
    case io(errno: Int32)
    /// Every reader slot is taken (`MDB_READERS_FULL`).
    case readersFull
    /// A key that is empty or longer than ``KeyWriter/bytesMax``, or a value of 2 GiB or more
    /// (`MDB_BAD_VALSIZE`).
    case badValueSize
    /// An appended key is not greater than the last key of its table (`MDB_KEYEXIST`).
    case outOfOrder
    /// A transaction changed more pages than liblmdb can hold (`MDB_TXN_FULL`).
    case transactionFull
    /// An earlier failure in this transaction was swallowed; it can only be left (`MDB_BAD_TXN`).
    case transactionBroken
    /// A page or a key is not what it must be (`MDB_CORRUPTED`, `MDB_PAGE_NOTFOUND`).
    case corrupted
    /// The file is not an LMDB file, or only half made (`MDB_INVALID`).
    case invalidFile
    /// The file was made by another format version of LMDB (`MDB_VERSION_MISMATCH`).
    case versionMismatch
    /// A table was created with flags that we never use (`MDB_INCOMPATIBLE`, or found at open).
    case incompatibleTable
    /// A write of the meta page failed earlier: nothing can be done but to end the process
    /// (`MDB_PANIC`).
    case panic
    /// Another process made the file larger than our map (`MDB_MAP_RESIZED`).
    case mapResized
    /// This process has an environment on the same directory.
    case alreadyOpen(path: String)
    /// Any other code of liblmdb.
    case other(code: Int32)

    /// Sorts a failure code of liblmdb: negative codes are its own, positive ones are `errno`.
    init(code: Int32) {
        precondition(code != MDB_SUCCESS, "success is not an error")
        self =
            switch code {
            case MDB_MAP_FULL: .mapFull
            case ENOSPC, EDQUOT: .diskFull
            case MDB_READERS_FULL: .readersFull
            case MDB_BAD_VALSIZE: .badValueSize
            case MDB_KEYEXIST: .outOfOrder
            case MDB_TXN_FULL: .transactionFull
            case MDB_BAD_TXN: .transactionBroken
            case MDB_CORRUPTED, MDB_PAGE_NOTFOUND: .corrupted
            case MDB_INVALID: .invalidFile
            case MDB_VERSION_MISMATCH: .versionMismatch
            case MDB_INCOMPATIBLE: .incompatibleTable
            case MDB_PANIC: .panic
            case MDB_MAP_RESIZED: .mapResized
            case 1...: .io(errno: code)
            default: .other(code: code)
            }
    }

    /// Throws unless the code of a liblmdb call is success.
    static func check(_ code: Int32) throws(LMDBError) {
        guard code == MDB_SUCCESS else { throw LMDBError(code: code) }
    }
}

extension LMDBError: CustomStringConvertible {
    /// The failure as a plain sentence.
    public var description: String {
        switch self {
        case .commitFailed(let cause):
            "The commit failed, so whether it was stored is unknown: \(cause)"
        case .mapFull: "The map of the data file is full."
        case .diskFull: "The disk is full."
        case .io(let errno): "A system call failed: \(Self.text(errno)) (errno \(errno))."
        case .readersFull: "All reader slots of the data file are taken."
        case .badValueSize:
            "A key is empty or longer than \(KeyWriter.bytesMax) bytes, or a value is too long."
        case .outOfOrder: "The appended key is not greater than the last key of its table."
        case .transactionFull: "The transaction changes too many pages."
        case .transactionBroken: "The transaction failed earlier and cannot go on."
        case .corrupted: "The data file is damaged."
        case .invalidFile: "The data file is not an LMDB file, or was never completed."
        case .versionMismatch: "The data file has the format of another version of LMDB."
        case .incompatibleTable: "A table of the data file was created with unsupported flags."
        case .panic: "A write failed earlier and the data file can no longer be used."
        case .mapResized: "Another process has made the data file larger than our map."
        case .alreadyOpen(let path): "This process already has the data file in \(path) open."
        case .other(let code): "LMDB failed: \(Self.text(code)) (code \(code))."
        }
    }

    private static func text(_ code: Int32) -> String {
        unsafe String(cString: mdb_strerror(code))
    }
}
