import Testing

@testable import Ledger

@Suite struct SearchFoldTests {
    private func fold(_ text: String) -> String {
        String(decoding: SearchFold(text).bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("", " "), ("Soy, and GAS!", " soy and gas "), ("25% on $200bn", " 25 on 200bn "),
        ("Édouard Ødegård", " edouard odegard "), ("E\u{301}douard", " edouard "),
        ("Nguyễn Đức", " nguyen duc "), ("ŁÓDŹ", " lodz "), ("straße", " straße "),
        ("\u{A0}a\u{2014}b\u{2019}s ", " a b s "), ("刘鹤 said", " 刘 鹤 said "),
        ("ТАРИФ", " тариф "), ("soft\u{AD}ware", " software "), ("١٢", " ١٢ "),
    ])
    func `letters count, and neither case nor accents do`(text: String, folded: String) {
        #expect(fold(text) == folded)
    }

    @Test(arguments: [
        ("tariff", "New TARIFFS on steel", true), ("tariffs", "a tariff", false),
        ("riff", "tariffs", false), ("soy gas", "gas, and more soy", true),
        ("soy gas", "soy alone", false), ("\"white house\"", "the White  House said", true),
        ("\"white house\"", "a white big house", false), ("\"tariff\"", "tariffs", false),
        ("\u{201c}rare earths\u{201d}", "Rare-earths", true), ("刘鹤", "副总理刘鹤访问", true),
        ("鹤刘", "副总理刘鹤访问", false), ("25%", "to 25 %", true), ("zoë", "ZOE", true),
        ("zoe", "Zoë", true), ("a", "", false),
    ])
    func `all words must occur where words begin`(words: String, text: String, found: Bool) throws {
        let search = try SearchWords(words)
        #expect(search.missing(in: text).isEmpty == found)
        #expect((search.piece(of: text) != nil) || !found)
    }

    @Test(arguments: ["", " ", "!", "\"", "a \"b", "\"\"", String(repeating: "a ", count: 17)])
    func `what has no words, or too many, is refused`(words: String) {
        #expect(throws: Malformed.self) { try SearchWords(words) }
    }

    @Test func `a piece shows what is around, whatever the letters`() throws {
        let words = try SearchWords("Ödegård")
        let before = String(repeating: "é ", count: 100)
        let piece = try #require(words.piece(of: before + "odegard\nand " + before))
        #expect(piece.hasPrefix("…") && piece.hasSuffix("…"))
        #expect(piece.contains("odegard and é"))
        #expect(piece.unicodeScalars.count <= 182)
        #expect(try SearchWords("a").piece(of: "a") == "a")
        #expect(try SearchWords("x").piece(of: "a") == nil)
    }
}
