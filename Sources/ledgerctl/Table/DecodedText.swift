import Ledger

/// A text file as UTF-8 without a byte order mark, and what its bytes were.
struct DecodedText {
    /// UTF-8.
    let bytes: [UInt8]
    /// What was found, where it is not plain UTF-8.
    let note: String?

    /// Reads bytes of a file; throws where they are no text, with the line.
    init(_ raw: [UInt8], of name: String) throws(Failure) {
        if let order = Self.utf16(raw) {
            let rest = order.hasMark ? raw.dropFirst(2) : raw[...]
            let units = Self.units(rest, isBig: order.isBig)
            guard raw.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self)
            else { throw Self.fault("\(name) begins as UTF-16 and is not", name) }
            bytes = Array(text.utf8)
            note = "\(name) is UTF-16 (\(order.isBig ? "big" : "little")-endian)"
            return
        }
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let hasMark = raw.starts(with: mark)
        bytes = hasMark ? Array(raw.dropFirst(3)) : raw
        note = hasMark ? "\(name) begins with a byte order mark" : nil
        guard String(validating: bytes, as: UTF8.self) != nil else {
            let lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false)
            let bad = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
            throw Self.fault("\(name):\(bad + 1) is not UTF-8", name)
        }
    }

    /// Whether the bytes are UTF-16: by their mark, or because every other byte of the first is 0.
    private static func utf16(_ raw: [UInt8]) -> (isBig: Bool, hasMark: Bool)? {
        if raw.starts(with: [0xff, 0xfe]) { return (false, true) }
        if raw.starts(with: [0xfe, 0xff]) { return (true, true) }
        let head = raw.prefix(256)
        guard head.count >= 8, head.contains(0) else { return nil }
        let even = head.indices.filter { $0.isMultiple(of: 2) && head[$0] == 0 }.count
        let odd = head.indices.filter { !$0.isMultiple(of: 2) && head[$0] == 0 }.count
        if even == 0, odd > head.count / 4 { return (false, false) }
        return odd == 0 && even > head.count / 4 ? (true, false) : nil
    }

    private static func units(_ bytes: ArraySlice<UInt8>, isBig: Bool) -> [UInt16] {
        stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { at in
            let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
            return isBig ? first << 8 | second : second << 8 | first
        }
    }

    private static func fault(_ message: String, _ name: String) -> Failure {
        Failure(
            exit: .refused,
            code: "not_text",
            message: "nothing imported: \(message)",
            hints: [
                "convert it:  iconv -f WINDOWS-1252 -t UTF-8 \(name) > utf8-\(Files.name(name))"
            ]
        )
    }
}
