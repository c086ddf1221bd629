import Foundation
import Platform
import Testing

@testable import Ledger

/// Schemas and values as `scripts/validate.py` reads them, in a folder that goes with the test.
struct SchemaFolder {
    /// Schemas that know every member.
    var strict: [JSON] = []
    /// The same as readers take them.
    var open: [JSON] = []
    /// What must be valid.
    var values: [JSON] = []
    /// What must not be.
    var refused: [JSON] = []

    /// Runs the script and expects it to find nothing; returns its last line.
    @discardableResult
    func validate() throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "schemas-" + UUID().uuidString.prefix(8))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, lines) in [
            ("strict", strict), ("open", open), ("values", values), ("refused", refused),
        ] {
            let text = lines.map { $0.line + "\n" }.joined()
            try Data(text.utf8).write(to: folder.appending(path: name + ".ndjson"))
        }
        let script = Checkout.root.appending(path: "scripts/validate.py").path()
        let run = try Spawn.run(["/usr/bin/env", "python3", script, folder.path()])
        let output = String(decoding: run.output + run.errors, as: UTF8.self)
        #expect(run.status.isSuccess, "\(output)")
        return output
    }
}

/// Members of a value that a schema does not name, as far as its structure tells.
struct UnknownMembers {
    let root: JSON

    /// The paths of such members; empty if there are none.
    func found(in value: JSON, by schema: JSON, at path: String = "") -> [String] {
        if let reference = schema["$ref"]?.text {
            let name = String(reference.split(separator: "/").last ?? "")
            guard let shared = root["$defs"]?[name] else { return ["\(path): no \(reference)"] }
            return found(in: value, by: shared, at: path)
        }
        for choice in ["anyOf", "oneOf"] {
            guard let branches = schema[choice]?.elements, schema["properties"] == nil else {
                continue
            }
            let each = branches.map { found(in: value, by: $0, at: path) }
            return each.min { $0.count < $1.count } ?? []
        }
        switch value {
        case .object(let members):
            return members.flatMap { member -> [String] in
                let inner = "\(path).\(member.name)"
                guard let known = schema["properties"]?[member.name] else { return [inner] }
                return found(in: member.value, by: known, at: inner)
            }
        case .array(let elements):
            guard let item = schema["items"] else { return ["\(path): is no list"] }
            return elements.enumerated().flatMap { index, element in
                found(in: element, by: item, at: "\(path)[\(index)]")
            }
        default: return []
        }
    }
}
