/// Numbers of the fields that a message gave; all of ours are below 64.
struct FieldNumbers {
    private var bits: UInt64 = 0

    mutating func insert(_ number: Int) { bits |= 1 << UInt64(number & 63) }
    func contains(_ number: Int) -> Bool { bits >> UInt64(number & 63) & 1 == 1 }
}
