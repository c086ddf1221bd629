import Ledger
import LedgerStore

/// A random history in a real ledger and in the model.
struct ModelPair {
    let seed: UInt64
    let real: TemporaryLedger
    private(set) var model: ModelLedger
    let lines: [JSON]

    /// Writes the history of a seed through the door and past admission, and behind it, if it is
    /// to be peculiar, what histories hardly ever make.
    ///
    /// A history that is refused is a fault of its writer.
    init(seed: UInt64, isPeculiar: Bool = false) async throws {
        self.seed = seed
        let history = HistoryWriter.lines(seed: seed)
        lines = isPeculiar ? history + HistoryPeculiar(after: history, seed: seed).lines : history
        real = try await TemporaryLedger()
        let text = lines.map(\.line).joined(separator: "\n")
        let drafts = try real.desk.door().json(Array(text.utf8), isLines: true)
        let submission = Submission(
            drafts: drafts,
            recorder: .init(uid: 1_000, name: "tester"),
            permission: .editor
        )
        _ = try await real.desk.append(submission).get()
        var model = ModelLedger()
        for (draft, line) in zip(drafts, lines) {
            model.append(draft.id, draft.event, Self.numbered(line.without("ref")))
        }
        self.model = model
        real.catchUp()
    }

    /// `@e5` as `r5`: the events of a history are named by their places.
    private static func numbered(_ value: JSON) -> JSON {
        switch value {
        case .string(let text) where text.hasPrefix("@e"): .string("r\(text.dropFirst(2))")
        case .array(let elements): .array(elements.map(numbered))
        case .object(let members): .object(members.map { .init($0.name, numbered($0.value)) })
        default: value
        }
    }
}

extension ModelPair {
    /// Redacts some chains of the history, those that may be, and says how many.
    mutating func redact(_ random: SplitMix64) async throws -> Int {
        var count = 0
        for _ in 0..<3 {
            let whole = model.chains.filter { !model.redacted.contains($0.root.number) }
            guard let chain = whole.randomElement(random) else { break }
            let line = JSON.fields([
                "type": .string("record.redacted"),
                "subject": .string(chain.root.event.subject.description),
                "body": .fields([
                    "target": .string(chain.root.number.description),
                    "reason": .string("an order"),
                    "records": chain.later.isEmpty
                        ? nil : .texts(chain.later.map(\.number.description)),
                ]),
            ])
            let drafts = try real.desk.door().json(Array(line.line.utf8), isLines: true)
            let submission = Submission(
                drafts: drafts,
                recorder: .init(uid: 1_000, name: "tester"),
                permission: .editor
            )
            guard case .success = await real.desk.append(submission) else { continue }
            model.append(drafts[0].id, drafts[0].event, line)
            model.redact(chain.root.number)
            count += 1
        }
        real.catchUp()
        return count
    }

    /// What differs, empty if nothing does; nil for a question that is refused, as one about a
    /// subject or a record that is not there yet.
    func difference(
        _ question: ModelQuestion,
        _ bug: BrokenReader.Bug? = nil
    ) throws -> String? {
        let answer: [JSON]
        do {
            answer = try ask(question, bug)
        } catch let refusal as Refusal where refusal.code == .notFound {
            return nil
        }
        let rows = ModelWorld(model, question.cut).rows(question) ?? []
        return ModelComparison.difference(
            real: ModelComparison.ordered(answer, of: question),
            model: ModelComparison.ordered(rows, of: question)
        ) ?? ""
    }

    private func ask(_ question: ModelQuestion, _ bug: BrokenReader.Bug?) throws -> [JSON] {
        guard let bug else { return try real.ask(question.view, question.query).rows }
        let folder = real.desk.folder
        let cut = question.cut
        let coordinates = Coordinates(
            on: cut.on,
            known: bug == .ignoresKnown ? nil : cut.known,
            asOf: cut.asOf,
            isStrict: cut.isStrict
        )
        let size = cut.asOf.value
        let basis = Basis(
            coordinates: coordinates,
            size: size,
            root: try folder.log.root(at: size)
        )
        let reader = BrokenReader(StoreReader(folder), bug)
        let items = question.parameters + [(name: "on", value: cut.on.description)]
        return try Answers(reader: reader, basis: basis)
            .answer(try Question(view: question.view, items: items)).rows
    }
}
