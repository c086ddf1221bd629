import Ledger
import LedgerAPI

/// What the batches before this one bring, when a file takes several and has faults of form.
struct EarlierLines {
    private var ids: [String: RecordID] = [:]
    private var names: Set<String> = []

    /// Members that hold references to records.
    private static let references: Set<String> = ["target", "to", "records"]

    mutating func add(_ batch: ArraySlice<LineFile.Line>) {
        for line in batch {
            guard let event = line.event else { continue }
            let id = event["id"]?.text.flatMap { RecordID($0) }
            if let ref = event["ref"]?.text, let id { ids[ref] = id }
            if event["type"]?.text?.hasSuffix(".registered") == true, let key = event["subject"] {
                names.insert(CellText.raw(key))
            }
            if let id { names.insert(id.description) }
        }
    }

    /// The lines of a batch; `@x` of an earlier batch becomes the id that it has.
    func body(_ batch: ArraySlice<LineFile.Line>) -> [UInt8] {
        let own = Set(batch.compactMap { $0.event?["ref"]?.text })
        var out: [UInt8] = []
        for line in batch {
            out += resolved(Array(line.bytes), except: own)
            out.append(0x0a)
        }
        return out
    }

    private func resolved(_ line: [UInt8], except own: Set<String>) -> [UInt8] {
        guard !ids.isEmpty, line.contains(UInt8(ascii: "@")), let event = try? JSON(parsing: line)
        else { return line }
        return resolved(event, isReference: false, except: own).bytes
    }

    private func resolved(_ value: JSON, isReference: Bool, except own: Set<String>) -> JSON {
        switch value {
        case .string(let text) where isReference && text.hasPrefix("@"):
            let name = String(text.dropFirst())
            return own.contains(name) ? value : ids[name].map { .string($0.description) } ?? value
        case .array(let list):
            return .array(list.map { resolved($0, isReference: isReference, except: own) })
        case .object(let members):
            return .object(
                members.map {
                    let names = EarlierLines.references.contains($0.name)
                    return .init($0.name, resolved($0.value, isReference: names, except: own))
                }
            )
        default: return value
        }
    }

    /// The faults of a batch's dry run, with the file's line numbers.
    ///
    /// A dry run records nothing, so what earlier batches bring is missing; that is no fault.
    func faults(
        _ problem: Problem,
        _ batch: ArraySlice<LineFile.Line>,
        _ row: (Fault) -> Failure.Row
    ) throws(Failure) -> [Failure.Row] {
        let failure = Failure(problem) { fault in
            var fault = fault
            fault.line = fault.line.flatMap { line in batch.dropFirst(line - 1).first?.number }
            return row(fault)
        }
        guard !failure.rows.isEmpty else { throw failure }
        return failure.rows.filter { row in
            let words = row.what.split { " '\",;()".contains($0) }
            return !words.contains { names.contains(String($0)) }
        }
    }
}
