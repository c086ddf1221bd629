/// The answer to a question: what its rows hold.
struct AnswerShape: Sendable {
    /// `measures_in_force`.
    let name: String
    /// The paths behind `/v1/` that are asked for it.
    let paths: [String]
    /// What it tells, as a phrase.
    let summary: String
    /// The kinds of row; where there are several, the member `row` tells which.
    let rows: [RowShape]

    init(
        _ name: String,
        _ path: String,
        alsoAt other: String? = nil,
        _ summary: String,
        rows: [RowShape]
    ) {
        precondition(!rows.isEmpty, "an answer has rows")
        precondition(rows.count == 1 || rows.allSatisfy { $0.word != nil }, "rows are told apart")
        self.name = name
        paths = [path, other].compactMap(\.self)
        self.summary = summary
        self.rows = rows
    }

    /// An answer with one kind of row.
    init(
        _ name: String,
        _ path: String,
        alsoAt other: String? = nil,
        _ summary: String,
        _ members: [MemberShape]
    ) {
        self.init(name, path, alsoAt: other, summary, rows: [RowShape(members)])
    }

    /// The whole answer: schema, basis, rows, notes.
    var whole: ObjectShape {
        let row: ValueShape =
            rows.count == 1 ? .object(rows[0].whole) : .oneOf(rows.map(\.whole))
        return ObjectShape([
            MemberShape("schema", .constant("ledger.\(name)/1"), "name and version of this schema"),
            MemberShape("basis", .shared(.basis), "what the answer was computed from"),
            MemberShape("rows", row.list, "the answer"),
            MemberShape("notes", ValueShape.text.list, "remarks for people"),
        ])
    }
}

/// One kind of row; every row lists its records, so a table does not.
struct RowShape: Sendable {
    /// The word of the member `row`; nil where an answer has one kind of row.
    let word: String?
    let members: [MemberShape]

    init(_ members: [MemberShape]) {
        word = nil
        self.members = members
    }

    init(_ word: String, _ members: [MemberShape]) {
        self.word = word
        self.members = members
    }

    var whole: ObjectShape {
        let first = word.map { MemberShape("row", .constant($0), "the kind of row") }
        let last = MemberShape("records", .records, "the records that the row rests on")
        return ObjectShape([first].compactMap(\.self) + members + [last])
    }
}

/// What the daemon says where nobody asks about the world: receipts, its state, refusals.
struct ReplyShape: Sendable {
    /// `receipt`.
    let name: String
    /// What it tells, as a phrase.
    let summary: String
    let members: [MemberShape]
    /// Whether the reply names its schema; a problem is named by its `type`.
    let namesSchema: Bool

    init(_ name: String, _ summary: String, _ members: [MemberShape], namesSchema: Bool = true) {
        self.name = name
        self.summary = summary
        self.members = members
        self.namesSchema = namesSchema
    }

    /// The whole reply.
    var whole: ObjectShape {
        guard namesSchema else { return ObjectShape(members) }
        let schema = MemberShape(
            "schema",
            .constant("ledger.\(name)/1"),
            "name and version of this schema"
        )
        return ObjectShape([schema] + members)
    }
}
