import Ledger

/// A small generator of random numbers, the same on every machine (Steele, Lea and Flood 2014).
///
/// A class, so that everything in a simulation draws from one stream.
final class SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    /// A number from 0 up to, not including, `limit`; the bias of the remainder does not matter.
    func below(_ limit: Int) -> Int {
        precondition(limit > 0, "there is something to choose from")
        return Int(next() % UInt64(limit))
    }

    /// True so often in a hundred.
    func chance(_ percent: Int) -> Bool { below(100) < percent }

    func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    func id() -> RecordID { RecordID(high: next(), low: next()) }
}

/// A running digest of what happened; equal traces give equal digests.
struct Trace: Equatable {
    private(set) var digest: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ word: UInt64) {
        digest = (digest ^ word) &* 0x0000_0100_0000_01b3
        digest ^= digest >> 29
    }
}
