import Testing

/// Sizes, and words that have no place.
@Suite struct TidyFileTests {
    private static let fileLinesMax = 400
    private static let columnsMax = 100

    @Test func `the checkout is found`() {
        #expect(Checkout.sources.count > 100)
    }

    @Test func `no file is longer than a reader can hold`() {
        for file in Checkout.swift {
            // A file ends with a newline, so the last line is empty.
            let count = file.lines.count - 1
            guard count > Self.fileLinesMax else { continue }
            let what = "has \(count) lines, \(Self.fileLinesMax) at most"
            Untidy.report([file.untidy(Self.fileLinesMax, what)])
        }
    }

    /// A test may hold a text that is wider, because text to compare with cannot be broken.
    @Test func `no line is wider than the page`() {
        for file in Checkout.swift {
            for (line, text) in file.lines.enumerated() where text.utf8.count > Self.columnsMax {
                var columns = text.count
                if file.path.hasPrefix("Tests/") {
                    columns -= file.code[line].count { $0 == SwiftText.filler }
                }
                guard columns > Self.columnsMax else { continue }
                let what = "has \(columns) columns, \(Self.columnsMax) at most"
                Untidy.report([file.untidy(line, what)])
            }
        }
    }

    @Test func `Foundation stays out of what is shipped`() {
        report(Checkout.sources, "imports Foundation") { line in
            SwiftImport(line)?.module == "Foundation"
        }
    }

    @Test func `unsafe code stays behind its two doors`() {
        let others = Checkout.sources.filter { !["LMDB", "Platform"].contains($0.target) }
        report(others.filter { $0.mayHold("unsafe") }, "says unsafe") {
            $0.words.contains("unsafe")
        }
    }

    @Test func `nothing prints behind the console's back`() {
        report(Checkout.sources.filter { $0.mayHold("print(") }, "prints") { $0.prints }
    }

    @Test func `nothing is forced`() {
        report(Checkout.swift, "forces with !") { $0.forces }
    }

    @Test func `nothing is left to do later`() {
        for word in ["TO" + "DO", "FIX" + "ME"] {
            for file in Checkout.swift where file.mayHold(word) {
                for (line, text) in file.lines.enumerated() where text.words.contains(word) {
                    Untidy.report([file.untidy(line, "leaves a \(word)")])
                }
            }
        }
    }

    @Test func `no path of one machine is written down`() {
        let folders = ["work", "root", "Users"].map { "/\($0)/" }
        let endings = [
            ".swift", ".md", ".yaml", ".yml", ".py", ".c", ".h", ".proto", ".sh", ".txt",
        ]
        for file in Checkout.files(in: ["."], endings) {
            for folder in folders where file.mayHold(folder) {
                for (line, text) in file.lines.enumerated() where text.beginsPath(folder) {
                    Untidy.report([file.untidy(line, "names \(folder)")])
                }
            }
        }
    }

    private func report(
        _ files: [SourceFile],
        _ what: String,
        where isUntidy: (String) -> Bool
    ) {
        for file in files {
            for (line, text) in file.code.enumerated() where isUntidy(text) {
                Untidy.report([file.untidy(line, what)])
            }
        }
    }
}

extension String {
    /// Whether a line of code calls the library's `print`.
    var prints: Bool {
        pieces(before: "print(").contains { left in
            left.last.map { !$0.isLetter && !$0.isNumber && $0 != "." && $0 != "_" } ?? true
        }
    }

    /// Whether a line of code has a mark that traps: behind a value, `try` or `as`.
    var forces: Bool {
        utf8.contains(0x21)
            && pieces(before: "!").contains { left in
                let isValue = left.last.map { $0.isLetter || $0.isNumber || ")]_}".contains($0) }
                return isValue == true && !dropFirst(left.count + 1).hasPrefix("=")
            }
    }

    /// The runs of letters, digits and underscores.
    var words: [String] {
        split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    }

    /// Whether a path begins in it with these folders, and not in the middle of another.
    fileprivate func beginsPath(_ folders: String) -> Bool {
        pieces(before: folders).contains { left in
            left.last.map { !$0.isLetter && !$0.isNumber && !".-_*".contains($0) } ?? true
        }
    }

    /// What stands before each occurrence of a text.
    func pieces(before text: String) -> [Substring] {
        ranges(of: text).map { self[..<$0.lowerBound] }
    }
}
