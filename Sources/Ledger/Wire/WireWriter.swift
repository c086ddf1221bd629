/// Writing protobuf wire bytes onto the end of an array.
enum WireWriter {
    @inline(__always)
    static func varint(_ value: UInt64, _ out: inout [UInt8]) {
        var value = value
        while value >= 0x80 {
            out.append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        out.append(UInt8(value))
    }

    @inline(__always)
    static func tag(_ number: Int, _ kind: WireReader.Kind, _ out: inout [UInt8]) {
        varint(UInt64(number) << 3 | UInt64(kind.rawValue), &out)
    }

    static func delimited(_ number: Int, _ content: [UInt8], _ out: inout [UInt8]) {
        tag(number, .delimited, &out)
        varint(UInt64(content.count), &out)
        out.append(contentsOf: content)
    }
}
