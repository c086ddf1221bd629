import Testing

@testable import Ledger

struct SuggestionTests {
    private static let words = ["legal_basis", "lines", "rate", "rates", "until", "a", "b"]

    private static let near: [(String, String?)] = [
        ("rate", "rate"), ("raet", "rate"), ("ratse", "rate"), ("rtaes", "rates"),
        ("legl_basis", "legal_basis"), ("leagl_basis", "legal_basis"), ("lins", "lines"),
        ("unitl", "until"), ("untill", "until"), ("x", "a"), ("c", "a"),
        ("legal_bassssis", "legal_basis"),
    ]

    @Test(arguments: near)
    func `the nearest word is within a third of the length`(word: String, nearest: String?) {
        #expect(Suggestion.nearest(to: word, in: Self.words) == nearest)
    }

    @Test(arguments: ["zzzz", "lnseix", "legal", "basis_of_law", "timetables"])
    func `a word far from all has no nearest`(word: String) {
        #expect(Suggestion.nearest(to: word, in: Self.words) == nil)
    }

    @Test func `no candidates, no suggestion; of equals the first`() {
        #expect(Suggestion.nearest(to: "rate", in: []) == nil)
        #expect(Suggestion.nearest(to: "bat", in: ["cat", "hat"]) == "cat")
    }

    @Test(arguments: [
        ("legalBasis", "legal_basis"), ("coderConfidence", "coder_confidence"), ("Note", "note"),
        ("hsListRef", "hs_list_ref"), ("note", "note"), ("", ""), ("iso3166", "iso3166"),
    ])
    func `a camel-case name is written with underscores`(camel: String, snake: String) {
        #expect(Suggestion.snakeCase(camel) == snake)
    }

    @Test func `every camel-case name of the schema is led back to its field`() {
        let shape = Shape.current
        for field in shape.fields(of: shape.index("Body")) {
            let parts = field.name.split(separator: "_")
            let camel =
                parts[0]
                + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
                .joined()
            #expect(Suggestion.snakeCase(String(camel)) == field.name)
        }
    }
}
