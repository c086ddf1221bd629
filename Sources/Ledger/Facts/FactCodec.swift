/// The row layout of the views, version 3: fixed fields, big-endian, 95 bytes.
///
/// Position and entry are the row's key, so they are not repeated. A change of the layout is a
/// new ``layout`` number, and the views are rebuilt from the log.
public enum FactCodec {
    /// The layout's number; the views are discarded when it differs.
    public static let layout: UInt32 = 3
    /// Bytes of a row.
    public static let byteCount = 95

    /// Writes a row's value.
    public static func encode(_ fact: Fact) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(byteCount)
        BigEndian.append(fact.type, to: &out)
        out.append(flags(fact))
        out.append(fact.lifecycle?.act.rawValue ?? 0)
        BigEndian.append(UInt32(clamping: fact.position.value - fact.root.value), to: &out)
        out.append(fact.modality.code)
        out.append((fact.stance?.code ?? 0) << 4 | (fact.certainty?.code ?? 0))
        out.append((fact.attribution?.code ?? 0) << 4 | (fact.form?.code ?? 0))
        out.append(fact.basis?.code ?? 0)
        for name in [fact.source, fact.origin, fact.firstReporter, fact.actor, fact.counterparty] {
            BigEndian.append(name, to: &out)
        }
        BigEndian.append(fact.covers.rawValue, to: &out)
        out.append(fact.word)
        interval(fact.occurred, &out)
        interval(fact.effective, &out)
        interval(fact.until, &out)
        if let lifecycle = fact.lifecycle {
            BigEndian.append(lifecycle.stands.value, to: &out)
        } else {
            interval(fact.stateAsOf, &out)
        }
        BigEndian.append(fact.step, to: &out)
        rate(fact.rate, &out)
        amount(fact.amount, &out)
        out.append(fact.traits.rawValue)
        precondition(out.count == byteCount, "a row has \(byteCount) bytes, not \(out.count)")
        return out
    }

    private static func flags(_ fact: Fact) -> UInt8 {
        (fact.hasEvidence ? 1 : 0) | (fact.isAtRisk ? 2 : 0) | (fact.isNegative ? 4 : 0)
            | (fact.rate == nil ? 0 : 8) | (fact.amount == nil ? 0 : 16)
            | (fact.isRelayed ? 32 : 0)
    }

    /// An absent interval is written as one that ends before it begins.
    private static func interval(_ interval: DayInterval?, _ out: inout [UInt8]) {
        BigEndian.append(interval?.lo.number ?? 1, to: &out)
        BigEndian.append(interval?.hi.number ?? 0, to: &out)
    }

    private static func rate(_ rate: Rate?, _ out: inout [UInt8]) {
        BigEndian.append(rate?.pct.coefficient ?? 0, to: &out)
        out.append(rate?.pct.scale ?? 0)
        let kind = rate.map { Rate.Kind.allCases.firstIndex(of: $0.kind) ?? 0 } ?? 0
        out.append(UInt8(kind) << 4 | (rate.map { code($0.qualifier) } ?? 0))
    }

    private static func amount(_ amount: Amount?, _ out: inout [UInt8]) {
        BigEndian.append(amount?.value.coefficient ?? 0, to: &out)
        out.append(amount?.value.scale ?? 0)
        out.append(amount.map { code($0.qualifier) } ?? 0)
        let unit = amount.map { Array($0.unit.code.utf8.prefix(3)) } ?? []
        for index in 0..<3 { out.append(index < unit.count ? unit[index] : 0) }
    }

    private static func code(_ qualifier: Qualifier) -> UInt8 {
        UInt8(Qualifier.allCases.firstIndex(of: qualifier) ?? 0)
    }

    /// Reads a row's value; nil if it is not of this layout.
    public static func decode(
        _ bytes: borrowing Span<UInt8>,
        position: RecordNumber,
        entry: UInt8
    ) -> Fact? {
        guard bytes.count == byteCount else { return nil }
        let back = UInt64(BigEndian.u32(bytes, 4))
        guard back <= position.value else { return nil }
        var fact = Fact(position: position, root: RecordNumber(position.value - back))
        fact.entry = entry
        fact.type = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
        let flags = bytes[2]
        fact.hasEvidence = flags & 1 != 0
        fact.isAtRisk = flags & 2 != 0
        fact.isNegative = flags & 4 != 0
        fact.isRelayed = flags & 32 != 0
        fact.modality = Modality(code: bytes[8]) ?? .actual
        fact.stance = Stance(code: bytes[9] >> 4)
        fact.certainty = Certainty(code: bytes[9] & 15)
        fact.attribution = Attribution(code: bytes[10] >> 4)
        fact.form = Form(code: bytes[10] & 15)
        fact.basis = EvidenceBasis(code: bytes[11])
        fact.source = BigEndian.u32(bytes, 12)
        fact.origin = BigEndian.u32(bytes, 16)
        fact.firstReporter = BigEndian.u32(bytes, 20)
        fact.actor = BigEndian.u32(bytes, 24)
        fact.counterparty = BigEndian.u32(bytes, 28)
        fact.covers = FieldGroups(rawValue: UInt16(bytes[32]) << 8 | UInt16(bytes[33]))
        fact.word = bytes[34]
        fact.occurred = interval(bytes, 35)
        fact.effective = interval(bytes, 43)
        fact.until = interval(bytes, 51)
        if let act = Chain.Act(rawValue: bytes[3]) {
            fact.lifecycle = (act, RecordNumber(BigEndian.u64(bytes, 59)))
        } else {
            fact.stateAsOf = interval(bytes, 59)
        }
        fact.step = BigEndian.u32(bytes, 67)
        if flags & 8 != 0 { fact.rate = rate(bytes, 71) }
        if flags & 16 != 0 { fact.amount = amount(bytes, 81) }
        fact.traits = Traits(rawValue: bytes[94])
        return fact
    }

    private static func interval(_ bytes: borrowing Span<UInt8>, _ at: Int) -> DayInterval? {
        let lo = Day(number: Int32(bitPattern: BigEndian.u32(bytes, at)))
        let hi = Day(number: Int32(bitPattern: BigEndian.u32(bytes, at + 4)))
        return DayInterval(lo: lo, hi: hi)
    }

    private static func rate(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Rate? {
        let coefficient = Int64(bitPattern: BigEndian.u64(bytes, at))
        let kind = Int(bytes[at + 9] >> 4)
        let qualifier = Int(bytes[at + 9] & 15)
        guard let pct = Decimal(coefficient: coefficient, scale: Int(bytes[at + 8])),
            kind < Rate.Kind.allCases.count, qualifier < Qualifier.allCases.count
        else { return nil }
        return try? Rate(
            pct: pct,
            kind: Rate.Kind.allCases[kind],
            qualifier: Qualifier.allCases[qualifier]
        )
    }

    private static func amount(_ bytes: borrowing Span<UInt8>, _ at: Int) -> Amount? {
        let coefficient = Int64(bitPattern: BigEndian.u64(bytes, at))
        let qualifier = Int(bytes[at + 9])
        guard let value = Decimal(coefficient: coefficient, scale: Int(bytes[at + 8])),
            qualifier < Qualifier.allCases.count
        else { return nil }
        let letters = [bytes[at + 10], bytes[at + 11], bytes[at + 12]].filter { $0 != 0 }
        let start = String(decoding: letters, as: UTF8.self)
        let other = Unit.others.first { $0.code.hasPrefix(start) }
        guard let unit = other ?? (try? Unit(start)) else { return nil }
        // A range's upper end is left to the event; the row keeps the lower one.
        let kept =
            Qualifier.allCases[qualifier] == .range ? .atLeast : Qualifier.allCases[qualifier]
        return try? Amount(value: value, unit: unit, qualifier: kept)
    }
}
