import Testing

/// The Markdown beside the source: one title each, reachable, and true about file names.
@Suite struct TidyDocsTests {
    private static let markdown = Checkout.files(in: ["."], [".md"])

    @Test func `a document has exactly one title`() {
        for file in Self.markdown {
            let titles = file.prose.filter { $0.text.hasPrefix("# ") }
            if titles.isEmpty { Untidy.report([file.untidy(0, "has no title")]) }
            for title in titles.dropFirst() {
                Untidy.report([file.untidy(title.line, "has a second title")])
            }
        }
    }

    @Test func `every file of source that a document names is there`() {
        for file in Self.markdown {
            for (line, text) in file.lines.enumerated() {
                for path in text.paths(under: ["Sources/", "Tests/", "docs/", "proto/", "seeds/"])
                where !Checkout.has(path) {
                    Untidy.report([file.untidy(line, "names \(path), which is not there")])
                }
            }
        }
    }

    @Test func `every link between documents leads somewhere`() {
        for file in Self.markdown {
            let folder = file.path.split(separator: "/").dropLast().joined(separator: "/")
            for (line, text) in file.prose {
                for target in text.links where !Checkout.has("\(folder)/\(target)") {
                    Untidy.report([file.untidy(line, "links to \(target), which is not there")])
                }
            }
        }
    }

    @Test(.enabled(if: Checkout.has("README.md")))
    func `the front page leads to every document`() {
        guard let front = SourceFile(path: "README.md") else { return }
        let links = Set(front.prose.flatMap(\.text.links))
        for file in Self.markdown where file.path.hasPrefix("docs/") && !links.contains(file.path) {
            Untidy.report([front.untidy(0, "does not link to \(file.path)")])
        }
    }
}

extension SourceFile {
    /// The lines of a Markdown file outside fenced blocks, numbered from 0.
    fileprivate var prose: [(line: Int, text: String)] {
        var isFenced = false
        return lines.enumerated().compactMap { line, text in
            guard !text.hasPrefix("```") else {
                isFenced.toggle()
                return nil
            }
            return isFenced ? nil : (line, text)
        }
    }
}

extension String {
    /// Paths of files that begin with one of some folders: words with a dot in their last part.
    fileprivate func paths(under folders: [String]) -> [String] {
        folders.flatMap { folder in
            ranges(of: folder).compactMap { range -> String? in
                let left = self[..<range.lowerBound].last
                if let left, left.isLetter || left.isNumber || left == "/" || left == "." {
                    return nil
                }
                var path = self[range.lowerBound...].prefix {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "/._+-".contains($0))
                }
                while path.last == "." { path.removeLast() }
                let name = path.split(separator: "/").last ?? ""
                return name.contains(".") && !path.hasSuffix("/") ? String(path) : nil
            }
        }
    }

    /// Targets of `[text](target)` that are files of ours, without their anchors.
    fileprivate var links: [String] {
        ranges(of: "](").compactMap { range in
            let target = self[range.upperBound...].prefix { $0 != ")" && $0 != "#" }
            return target.isEmpty || target.contains(":") ? nil : String(target)
        }
    }
}
