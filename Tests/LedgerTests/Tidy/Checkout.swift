import Foundation
import Testing

/// The checkout that this test was built from, as text.
enum Checkout {
    /// The folder that holds `Package.swift`, found from this file upwards.
    static let root: URL = {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath()
        while folder.path() != "/" {
            folder.deleteLastPathComponent()
            let manifest = folder.appending(path: "Package.swift")
            if FileManager.default.fileExists(atPath: manifest.path()) { break }
        }
        return folder
    }()

    /// Files of some folders whose names end in one of `endings`, by path; not the hidden ones.
    static func files(in folders: [String], _ endings: [String]) -> [SourceFile] {
        folders.flatMap { folder -> [SourceFile] in
            let names = FileManager.default.enumerator(atPath: root.appending(path: folder).path())
            var paths: [String] = []
            while let name = names?.nextObject() as? String {
                guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
                    endings.contains(where: name.hasSuffix)
                else { continue }
                paths.append(folder == "." ? name : "\(folder)/\(name)")
            }
            return paths.sorted().compactMap(SourceFile.init)
        }
    }

    /// Every Swift file of ours: generated code is exempt.
    static let swift = files(in: ["Sources", "Tests"], [".swift"]).filter {
        !$0.path.hasSuffix(".pb.swift")
    }

    /// Those that are shipped.
    static let sources = swift.filter { $0.path.hasPrefix("Sources/") }

    /// Whether a path of the checkout exists.
    static func has(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root.appending(path: path).path())
    }
}

/// A text file of the checkout.
struct SourceFile: Sendable {
    /// From the root of the checkout.
    let path: String
    /// As they stand.
    let lines: [String]
    /// The same lines with comments and literals blanked out; only of use for Swift.
    let code: [String]
    private let bytes: Data

    init?(path: String) {
        let url = Checkout.root.appending(path: path)
        guard let bytes = try? Data(contentsOf: url) else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        self.path = path
        self.bytes = bytes
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = path.hasSuffix(".swift") ? SwiftText.code(of: text) : lines
    }

    /// `Ledger` of `Sources/Ledger/Time/Day.swift`.
    var target: String { part(1) }
    /// `Time` of `Sources/Ledger/Time/Day.swift`; empty for a file that lies in no folder.
    var folder: String { path.split(separator: "/").count > 3 ? part(2) : "" }

    private func part(_ index: Int) -> String {
        let parts = path.split(separator: "/")
        return index < parts.count ? String(parts[index]) : ""
    }

    /// Whether a text stands anywhere in it: a quick look before the slow ones.
    func mayHold(_ text: String) -> Bool { bytes.range(of: Data(text.utf8)) != nil }

    /// Something wrong on a line, counted from 0.
    func untidy(_ line: Int, _ what: String) -> Untidy { Untidy(file: path, line: line + 1, what) }
}

/// One thing that is not as the rules have it, with its place.
struct Untidy: CustomStringConvertible {
    let description: String

    init(file: String, line: Int, _ what: String) { description = "\(file):\(line) \(what)" }

    /// Fails the running test once for each.
    static func report(_ found: [Untidy]) {
        for untidy in found { Issue.record("\(untidy)") }
    }
}
