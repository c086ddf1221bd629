import Ledger

/// What is in force, and the totals stated beside it.
extension ModelWorld {
    /// The rows of `measures/in-force`.
    func inForce(_ question: ModelQuestion) -> [JSON] {
        let measures = subjects(.measure).map { ModelMeasure(self, $0) }.filter(\.isInForce)
            .filter { question.suits($0.pair) }
        return measures.map(inForceRow) + totals(question, measures)
    }

    private func inForceRow(_ measure: ModelMeasure) -> JSON {
        .fields([
            "row": .string("measure"),
            "imposer": .key(measure.pair.imposer),
            "target": .key(measure.pair.target),
            "measure": .key(measure.subject),
            "also": .keys(joins.also(measure.subject)),
            "goods": .text(measure.goods),
            "rate": measure.rate.json,
            "other_rates": .array(measure.otherRates.map { ModelRate(bands: [$0]).json }),
            "coverage": measure.coverage.json,
            "since": .span(measure.since),
            "until": .span(measure.until?.until),
            "basis": .string(measure.basis),
            "likelihood": .string(measure.likelihood.rawValue),
            "step": .text(measure.rateChange.compactMap(\.stepName).last),
            "amendments": .array(measure.amendments.map(amendment)),
            "class": measure.board.evidenceClass,
            "records": .records(measure.records),
        ])
    }

    private func amendment(_ told: Told) -> JSON {
        .fields([
            "effective": .span(told.date(.effective)),
            "retroactive": .bool(told.isRetroactive(registry)),
            "record": .string(told.number.description),
        ])
    }

    /// A row for each pair that has a stated total.
    private func totals(_ question: ModelQuestion, _ measures: [ModelMeasure]) -> [JSON] {
        var stated: [ModelMeasure.Pair: [(value: Amount, record: RecordNumber)]] = [:]
        for told in statedTotals {
            let pair = ModelMeasure.Pair(told)
            guard question.suits(pair), let value = told.amount(.value) else { continue }
            stated[pair, default: []].append((value, told.number))
        }
        return stated.keys.sorted().map { pair in
            let own = measures.filter { $0.pair == pair }
            let cell = ModelCell(stated[pair] ?? [])
            let itemised = sum(own)
            return .fields([
                "row": .string("total"), "imposer": .key(pair.imposer),
                "target": .key(pair.target), "stated": cell.json,
                "itemised": dollars(itemised), "unallocated": rest(cell, itemised),
                "records": .records(cell.records),
            ])
        }
    }

    /// Totals of coverage that have begun, in the order of their dates.
    var statedTotals: [Told] {
        told.filter { told in
            told.event.type.name == "figure.stated"
                && told.event.body.text(.metric) == Metric.tariffCoverageTotal.rawValue
                && told.moves && begun(told.act, by: cut.on) != .no
        }.sorted { ($0.act.hi, $0.number) < ($1.act.hi, $1.number) }
    }

    /// The sum of listed coverage in dollars; of a contested one the smaller.
    func sum(_ measures: [ModelMeasure], larger: Bool = false) -> Decimal {
        measures.reduce(.zero) { sum, measure in
            let values = measure.coverage.values.map(\.value).filter { $0.unit == .usd }
                .map(\.value)
            let value = larger ? values.max() : values.min()
            return sum.adding(value ?? .zero) ?? sum
        }
    }

    /// The highest stated total less what is listed, unless that is more.
    func rest(_ stated: ModelCell<Amount>, _ itemised: Decimal) -> JSON {
        let highest = stated.values.map(\.value).filter { $0.unit == .usd }.map(\.value).max()
        guard let rest = highest?.subtracting(itemised), !rest.isNegative else { return .null }
        return dollars(rest)
    }

    func dollars(_ value: Decimal) -> JSON {
        (try? Amount(value: value, unit: .usd))?.json ?? .null
    }
}

extension ModelMeasure {
    /// Who imposes on whom.
    struct Pair: Hashable, Comparable {
        let imposer: Key?
        let target: Key?

        init(_ told: Told?) {
            imposer = told?.actors(.imposer).first
            target = told?.actors(.target).first
        }

        static func < (a: Pair, b: Pair) -> Bool {
            let (first, second) = ([a.imposer, a.target], [b.imposer, b.target])
            return first.map { $0?.description ?? "" }.lexicographicallyPrecedes(
                second.map { $0?.description ?? "" }
            )
        }
    }

    /// From its first testimony.
    var pair: Pair { Pair(told.first) }

    /// Amendments of the period.
    var amendments: [Told] { period.compactMap(\.told).filter { $0.verb == "amended" } }
}

extension Told {
    /// Whether its effect surely lies before its earliest counting publication.
    func isRetroactive(_ registry: ModelRegistry) -> Bool {
        guard let effective = date(.effective), let earliest, effective.hi < earliest.lo else {
            return false
        }
        let effects = ["imposed", "raised", "lowered", "suspended", "lifted"]
        return verb == "amended" || effects.contains(verb) && isOfficial(registry)
    }

    /// Whether one of its counting sources is official.
    func isOfficial(_ registry: ModelRegistry) -> Bool {
        entries.contains { registry.sources[$0.entry.source.key]?.kind == .official }
    }
}
