import Testing

/// Imports between targets, and names between the folders of `Ledger`, point one way.
@Suite struct TidyArrowTests {
    /// What the system brings; Foundation is not among it.
    private static let system: Set = ["Glibc", "Synchronization", "Dispatch"]

    /// The targets of ours and the libraries that each target may import (docs/architecture.md).
    private static let arrows: [String: Set<String>] = [
        "LMDB": ["CLMDB"],
        "Platform": ["CGlibc"],
        "LedgerSchema": ["SwiftProtobuf"],
        "Ledger": ["LedgerSchema", "Crypto"],
        "LedgerStore": ["Ledger", "LMDB", "Platform"],
        "LedgerAPI": ["Ledger", "NIOCore", "NIOPosix", "NIOHTTP1"],
        "ledgerd": [
            "Ledger", "LedgerStore", "LedgerAPI", "Platform", "Hummingbird", "HummingbirdCore",
            "HTTPTypes", "NIOCore", "NIOPosix", "NIOExtras", "NIOHTTPTypes", "Logging",
            "ServiceLifecycle", "ArgumentParser",
        ],
        "ledgerctl": ["Ledger", "LedgerAPI", "Platform", "ArgumentParser"],
    ]

    /// The folders of `Ledger`, each using only those before it.
    private static let folders = [
        "Merkle", "Time", "Quantity", "Identity", "Wire", "Catalogue", "Event", "Record", "Proof",
        "Backup", "Admission", "Facts", "Folds", "Schemas", "Answer",
    ]

    @Test func `a target imports what its place in the design allows`() {
        for file in Checkout.sources {
            guard let allowed = Self.arrows[file.target] else {
                Untidy.report([file.untidy(0, "belongs to a target without a place in the design")])
                continue
            }
            for (line, code) in file.code.enumerated() {
                guard let module = SwiftImport(code)?.module, !Self.system.contains(module),
                    !allowed.contains(module)
                else { continue }
                Untidy.report([file.untidy(line, "\(file.target) imports \(module)")])
            }
        }
    }

    @Test func `every folder of the core has its place in the order`() {
        let found = Set(Checkout.sources.filter { $0.target == "Ledger" }.map(\.folder))
        #expect(found.subtracting([""]) == Set(Self.folders))
    }

    @Test func `the folders of the core point one way`() {
        let files = Checkout.sources.filter { $0.target == "Ledger" && !$0.folder.isEmpty }
        let homes = homes(of: files)
        for file in files {
            guard let place = Self.folders.firstIndex(of: file.folder) else { continue }
            let above = Set(Self.folders[(place + 1)...])
            var seen = ownNames(in: files, file.folder)
            for (line, code) in file.code.enumerated() {
                for name in code.typeNames where !seen.contains(name) {
                    guard let home = homes[name], above.contains(home) else { continue }
                    seen.insert(name)
                    let what = "\(file.folder) uses \(name) of \(home), which lies above it"
                    Untidy.report([file.untidy(line, what)])
                }
            }
        }
    }

    /// The folder of each outermost type.
    private func homes(of files: [SourceFile]) -> [String: String] {
        var homes: [String: String] = [:]
        for file in files {
            for code in file.code {
                guard let found = SwiftDeclaration(code), found.isOutermost,
                    SwiftDeclaration.types.contains(found.keyword)
                else { continue }
                homes[found.name] = file.folder
            }
        }
        return homes
    }

    /// Types that a folder declares, nested ones included: such a name means its own.
    private func ownNames(in files: [SourceFile], _ folder: String) -> Set<String> {
        var names: Set<String> = []
        for file in files where file.folder == folder {
            for code in file.code {
                guard let found = SwiftDeclaration(code),
                    SwiftDeclaration.types.contains(found.keyword)
                else { continue }
                names.insert(found.name)
            }
        }
        return names
    }
}

/// An import, as its line tells.
struct SwiftImport {
    /// The module, without what is picked from it.
    let module: String

    /// Reads a line of code; nil if it imports nothing.
    init?(_ line: String) {
        let words = line.split(separator: " ")
        guard let at = words.firstIndex(of: "import"),
            words[..<at].allSatisfy({ $0.first == "@" || Self.levels.contains($0) })
        else { return nil }
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "func", "typealias", "var",
        ]
        guard let name = words[(at + 1)...].first(where: { !kinds.contains($0) }) else {
            return nil
        }
        module = String(name.prefix { $0 != "." })
    }

    private static let levels: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private",
    ]
}

extension String {
    /// Words with a capital that do not stand behind a dot: names of outermost types, mostly.
    fileprivate var typeNames: [String] {
        var names: [String] = []
        var word = ""
        var isMember = false
        var before: Character = " "
        for character in self + " " {
            if character.isLetter || character.isNumber || character == "_" {
                if word.isEmpty { isMember = before == "." }
                word.append(character)
            } else {
                if !isMember, word.first?.isUppercase == true { names.append(word) }
                word = ""
            }
            before = character
        }
        return names
    }
}
