internal import CLMDB

extension Environment {
    /// How many transactions have been committed since the oldest snapshot that is read; 0 if none
    /// is.
    ///
    /// The pages that those commits have freed cannot be used again meanwhile.
    ///
    /// - Throws: ``LMDBError``.
    /// - Returns: the number of commits.
    public func oldestReaderLag() throws(LMDBError) -> UInt64 {
        // Taken first: a reader that begins in between is not behind it.
        let last = try info().lastTransaction
        guard let oldest = try oldestReader(), oldest < last else { return 0 }
        return last - oldest
    }

    /// Reads a line of the list: process, thread, and the transaction or `-`.
    static func transaction(inReaderLine line: String) -> UInt64? {
        let words = line.split { $0 == " " || $0 == "\n" }
        return words.count == 3 ? UInt64(words[2]) : nil
    }
}
