import Testing

/// Functions fit a screen, and what is public says what it does.
@Suite struct TidyFunctionTests {
    private static let functionLinesMax = 60

    /// Functions that are longer, `path name` to lines: none may be added, and none may grow.
    private static let longer: [String: Int] = [:]

    @Test func `a function fits a screen`() {
        for file in Checkout.swift {
            for function in file.functions {
                let key = "\(file.path) \(function.name)"
                let most = Self.longer[key] ?? Self.functionLinesMax
                guard function.lines > most else { continue }
                let what = "\(function.name) has \(function.lines) lines, \(most) at most"
                Untidy.report([file.untidy(function.start, what)])
            }
        }
    }

    @Test func `no exception outlives its reason`() {
        var left = Self.longer
        for file in Checkout.swift {
            for function in file.functions where function.lines > Self.functionLinesMax {
                left["\(file.path) \(function.name)"] = nil
            }
        }
        #expect(left.isEmpty, "these fit a screen by now: \(left.keys.sorted())")
    }

    @Test func `every public type and function says what it does`() {
        for file in Checkout.sources {
            for (line, code) in file.code.enumerated() {
                guard let found = SwiftDeclaration(code), found.isPublic,
                    SwiftDeclaration.types.union(SwiftDeclaration.functions).contains(
                        found.keyword
                    ),
                    !isWitness(found, code), !file.isDocumented(line)
                else { continue }
                let what = "public \(found.keyword) \(found.name) has no ///"
                Untidy.report([file.untidy(line, what)])
            }
        }
    }

    /// What a protocol asks for is described there: ours by name, the library's by this list.
    private func isWitness(_ found: SwiftDeclaration, _ code: String) -> Bool {
        if found.keyword == "init" {
            return ["init(rawValue:", "init(from ", "init?(keyBytes", "init?(argument"]
                .contains { code.contains($0) }
        }
        guard found.keyword == "func" else { return false }
        return ["<", "==", "hash", "encode"].contains(found.name)
            || Self.requirements.contains(found.name)
    }

    /// Functions that a documented protocol of ours asks for.
    private static let requirements: Set<String> = {
        var names: Set<String> = []
        for file in Checkout.sources {
            var isInProtocol = false
            for (line, code) in file.code.enumerated() {
                if code.hasPrefix("}") { isInProtocol = false }
                guard let found = SwiftDeclaration(code) else { continue }
                if found.isOutermost { isInProtocol = found.keyword == "protocol" }
                if isInProtocol, found.keyword == "func", file.isDocumented(line) {
                    names.insert(found.name)
                }
            }
        }
        return names
    }()
}

extension SourceFile {
    /// A function with a body.
    struct Function {
        let name: String
        /// Its first line, from 0.
        let start: Int
        let lines: Int
    }

    /// Whether a `///` stands above a line; attributes may lie between.
    func isDocumented(_ line: Int) -> Bool {
        var above = line - 1
        while above >= 0 {
            let text = lines[above].drop { $0 == " " }
            if text.hasPrefix("///") { return true }
            guard text.hasPrefix("@") else { return false }
            above -= 1
        }
        return false
    }

    /// Every function and computed property, nested ones included.
    var functions: [Function] {
        code.indices.compactMap { line in
            guard let found = SwiftDeclaration(code[line]) else { return nil }
            let isFunction = SwiftDeclaration.functions.contains(found.keyword)
            guard isFunction || ["var", "let"].contains(found.keyword) else { return nil }
            guard let end = endOfBody(line, mayWrap: isFunction) else { return nil }
            let name = found.name.isEmpty ? found.keyword : found.name
            return Function(name: name, start: line, lines: end - line + 1)
        }
    }

    /// The line on which the body of a declaration ends; nil if it has none.
    private func endOfBody(_ start: Int, mayWrap: Bool) -> Int? {
        var parentheses = 0
        var braces = 0
        for line in start..<code.count {
            let isOver = line > start && parentheses == 0 && braces == 0
            if isOver, !mayWrap || SwiftDeclaration(code[line]) != nil { return nil }
            for character in code[line] {
                switch character {
                case "(", "[": parentheses += 1
                case ")", "]": parentheses -= 1
                case "{" where braces > 0 || parentheses == 0: braces += 1
                case "}" where braces > 0:
                    braces -= 1
                    if braces == 0 { return line }
                case "}" where parentheses == 0: return nil
                default: break
                }
            }
        }
        return nil
    }
}
