import Ledger
import LedgerStore

/// A random history in a real ledger and in the model.
struct ModelPair {
    let seed: UInt64
    let real: TemporaryLedger
    let model: ModelLedger
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
        for draft in drafts { model.append(draft.id, draft.event) }
        self.model = model
        real.catchUp()
    }
}
