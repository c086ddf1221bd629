/// Large texts in parts, which as many processors read at once.
extension Door {
    /// Bytes of a part: below it another thread costs more than it saves.
    private static let partBytes = 128 << 10

    /// Events of a part.
    private static let partEvents = 500

    /// Which events are not in canonical bytes.
    func notCanonical(_ items: [Item]) -> [Int] {
        let starts = stride(from: 0, to: items.count, by: Self.partEvents).map(\.self)
        return parts.map(starts.count) { part in
            let range = starts[part]..<min(starts[part] + Self.partEvents, items.count)
            return range.filter { !CanonicalCheck.isCanonical(items[$0].bytes) }
        }.flatMap(\.self)
    }

    /// Lines of JSON to canonical bytes.
    func lines(_ text: [UInt8]) -> JSONToWire {
        var starts = [(at: 0, before: 0)]
        var line = 0
        for (at, byte) in text.enumerated() where byte == 0x0a {
            line += 1
            if at + 1 - starts[starts.count - 1].at >= Self.partBytes {
                starts.append((at + 1, line))
            }
        }
        let found = starts
        let read = parts.map(found.count) { part in
            let end = part + 1 < found.count ? found[part + 1].at : text.count
            return JSONToWire.read(
                Array(text[found[part].at..<end]),
                isLines: true,
                after: found[part].before
            )
        }
        return JSONToWire(joining: read)
    }
}
