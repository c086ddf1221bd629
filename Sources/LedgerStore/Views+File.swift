internal import Glibc
internal import LMDB
internal import Platform

/// The file of the views holds nothing of its own: it may be made anew, and may wait for room.
extension Views {
    /// Less than this free is a full disk.
    private static let freeBytesMin = 1 << 20

    /// The environment; a file that is not LMDB's is made anew.
    ///
    /// A crash while the first pages are written leaves such a file.
    static func open(_ path: String, _ mapBytes: Int) throws -> Environment {
        let configuration = Environment.Configuration(
            path: path,
            mapBytes: mapBytes,
            tables: ViewTables.all
        )
        do throws(LMDBError) {
            return try Environment(configuration)
        } catch {
            guard error == .invalidFile else { throw error }
            try DurableFile.remove("\(path)/data.mdb")
            return try Environment(configuration)
        }
    }

    /// Whether a write failed for want of room: then nothing of it was stored.
    ///
    /// A full disk may cut a write short, which LMDB reports as an I/O error. Taking another error
    /// for that is no harm: nothing is served from here that the log cannot give again, and LMDB
    /// refuses to go on if the write that failed was its last.
    static func isFull(_ path: String, _ error: LMDBError) -> Bool {
        switch error {
        case .diskFull, .commitFailed(.diskFull): return true
        case .io(EIO), .commitFailed(.io(EIO)):
            guard let free = try? Filesystem.freeBytes(path) else { return false }
            return free < freeBytesMin
        default: return false
        }
    }
}
