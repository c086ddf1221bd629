/// A place in a text, for people: line and column, both counted from 1.
struct Place {
    var line: Int
    var column: Int

    init(of at: Int, in text: borrowing Span<UInt8>) {
        line = 1
        var start = 0
        for index in 0..<min(at, text.count) where text[index] == 0x0a {
            line += 1
            start = index + 1
        }
        column = at - start + 1
    }
}
