import Ledger
import Platform

/// Prints answers in the format that `-o` names.
struct Renderer {
    private let session: Session
    var console: Console { session.console }
    var globals: GlobalOptions { session.globals }

    /// Prints to the session's console.
    init(_ session: Session) { self.session = session }

    /// Prints an answer.
    func render(_ answer: Answer) throws(Failure) {
        let layout = TableLayout.of(answer)
        let fields = try chosenFields(layout, answer)
        // Here and in `follow` the format is matched: a new one does not compile until every
        // answer has it.
        switch globals.output {
        case .json: try json(answer, fields)
        case .jsonl:
            for row in answer.rows { try console.line(JSONLines.row(row, of: answer, fields).line) }
        case .csv:
            // A table of values has no place for its basis: it goes to standard error.
            if let line = CellText.coordinates(answer), !answer.rows.isEmpty {
                session.remark(line)
            }
            let names = fields ?? layout.fields
            if !globals.noHeader { try console.write(CSV.record(names)) }
            for row in answer.rows {
                try console.write(CSV.record(names.map { CellText.raw(CellText.value(row, $0)) }))
            }
        case .table: try table(answer, fields.map(layout.restricted) ?? layout)
        case .md: try markdown(answer, fields.map(layout.restricted) ?? layout)
        case .ics: try CalendarReport.write(answer, session)
        }
        if answer.rows.isEmpty, globals.output != .json { tellEmpty(answer, layout) }
    }

    private func json(_ answer: Answer, _ fields: [String]?) throws(Failure) {
        var document = answer.document
        if let fields, case .array = document["rows"] {
            document.set("rows", .array(answer.rows.map { JSONLines.chosen($0, fields) }))
        }
        let isScreen = session.surroundings.isOutputTerminal
        try console.line(isScreen ? document.pretty : document.line)
    }

    /// How tables are drawn where the answer goes.
    var style: TableStyle {
        let color = session.surroundings.usesColor(
            globals.color,
            isTerminal: session.surroundings.isOutputTerminal
        )
        return TableStyle(
            width: globals.width ?? session.surroundings.columns,
            usesColor: color,
            hasHeader: !globals.noHeader
        )
    }

    private func table(_ answer: Answer, _ layout: TableLayout) throws(Failure) {
        let style = style
        if answer.rows.isEmpty { return }
        try coordinates(answer)
        for line in layout.lines(answer.rows, style) { try console.line(line) }
        try notes(answer)
    }

    /// The first line of a table.
    func coordinates(_ answer: Answer) throws(Failure) {
        guard style.hasHeader, let line = CellText.coordinates(answer) else { return }
        for part in style.wrapped(line, hanging: 2) { try console.line(style.dim(part)) }
    }

    /// What the daemon remarks, behind the rows.
    func notes(_ answer: Answer) throws(Failure) {
        for note in answer.notes {
            for line in style.wrapped(Terminal.sanitized(note), hanging: 2) {
                try console.line(line)
            }
        }
    }

    /// One line: what there is none of, where, and what the daemon adds.
    private func tellEmpty(_ answer: Answer, _ layout: TableLayout) {
        let place = CellText.coordinates(answer).map { " (\($0))" } ?? ""
        let notes = answer.notes.map { "; \($0)" }.joined()
        session.remark(Terminal.sanitized("no \(layout.noun)\(place)\(notes)"))
    }

    /// The fields of `--fields`; throws for one that no row has.
    private func chosenFields(
        _ layout: TableLayout,
        _ answer: Answer
    ) throws(Failure) -> [String]? {
        guard let list = globals.fields else { return nil }
        let names = list.split(separator: ",").map(String.init)
        let known = layout.fields + answer.rows.flatMap { $0.members.map(\.name) }
        for name in names {
            let first = String(name.prefix { $0 != "." })
            guard !known.contains(first) else { continue }
            let near = Suggestion.nearest(to: first, in: known)
            throw Failure.usage(
                "--fields: '\(name)' is no field of \(answer.schema)",
                hints: [
                    near.map { "did you mean '\($0)'?" }
                        ?? "fields:  \(layout.fields.joined(separator: ","))"
                ]
            )
        }
        guard !names.isEmpty else { throw Failure.usage("--fields needs names, as date,subject") }
        return names
    }
}

/// Rows that carry all that is needed to read them alone.
enum JSONLines {
    /// A row with its schema and coordinates in front.
    static func row(_ row: JSON, of answer: Answer, _ fields: [String]?) -> JSON {
        let own = Set(row.members.map(\.name))
        var members: [JSON.Member] = [
            .init("schema", answer.document["schema"] ?? .string(answer.schema))
        ]
        members += answer.basis.filter { !own.contains($0.name) }
        members += (fields.map { chosen(row, $0) } ?? row).members
        return .object(members)
    }

    /// A row with some of its members; dotted names reach into objects.
    static func chosen(_ row: JSON, _ fields: [String]) -> JSON {
        .object(fields.map { .init($0, CellText.value(row, $0) ?? .null) })
    }
}
