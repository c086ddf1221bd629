/// A place in a record, from its root: `body.items[0].amount`, `actors[1]`, `occurred`.
public struct EventPath: Sendable, Hashable {
    /// One step: a member, and an index where the member is a list.
    struct Step: Sendable, Hashable {
        let name: String
        let index: Int?
    }

    let steps: [Step]

    /// Reads a path; nil if it is not spelled as one.
    public init?(_ text: String) {
        var steps: [Step] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let open = part.firstIndex(of: "[") else {
                guard EventPath.isName(part) else { return nil }
                steps.append(Step(name: String(part), index: nil))
                continue
            }
            let digits = part[part.index(after: open)...].dropLast()
            guard part.last == "]", let index = Int(digits: digits),
                EventPath.isName(part[..<open])
            else { return nil }
            steps.append(Step(name: String(part[..<open]), index: index))
        }
        guard !steps.isEmpty else { return nil }
        self.steps = steps
    }

    private static func isName(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                $0 == 0x5f || $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x61 && $0 <= 0x7a
            }
    }

    /// Whether it names something in a message of the schema.
    func exists(
        in bytes: borrowing Span<UInt8>,
        _ range: Range<Int>,
        message: String,
        shape: Shape
    ) -> Bool {
        var range = range
        var index = shape.index(message)
        for (depth, step) in steps.enumerated() {
            guard let number = shape.messages[index].number(of: step.name),
                let field = shape.field(index, number)
            else { return false }
            var at = range.lowerBound
            var wanted = step.index ?? 0
            var found: Range<Int>?
            while let part = WireReader.next(bytes, &at, range.upperBound) {
                guard part.number == number else { continue }
                if wanted == 0 {
                    found = part.range
                    break
                }
                wanted -= 1
            }
            guard let found, step.index == nil || field.isRepeated else { return false }
            if depth == steps.count - 1 { return true }
            guard case .message(let child) = field.kind else { return false }
            range = found
            index = child
        }
        return true
    }

    /// Whether this path lies at or below another, so that attesting that one attests this.
    func isCovered(by other: EventPath) -> Bool {
        guard other.steps.count <= steps.count else { return false }
        return zip(other.steps, steps).allSatisfy {
            $0.name == $1.name && ($0.index == nil || $0.index == $1.index)
        }
    }
}
