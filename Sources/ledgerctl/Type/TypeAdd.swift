import ArgumentParser
import Ledger

/// `type add NAME`: an event type of the desk's own.
struct TypeAdd: Verb {
    static let configuration = CommandConfiguration.verb(
        "add",
        "Register an event type of your own.",
        [
            """
            ledgerctl type add x.hearing.held --description 'a public hearing was held' \\
                --subject-kinds measure,restriction --required title --expected place
            """,
            """
            ledgerctl type add x.call.offered --description 'a call was offered' \\
                --subject-kinds talk --machine talk --state proposed --roles by,to
            """,
        ],
        more: """
            Fields are those of the dictionary, and the machine is one of those there are; its \
            records move their subject to --state. Adding a type again may only widen it. \
            Then:  ledgerctl append NAME kind/name --FIELD VALUE ...
            """
    )

    @Argument(help: "Its name, which begins with x.")
    var name: String

    @Option(help: "What it says, as a phrase.")
    var description: String

    @Option(
        help: "Kinds of subject it may be about, with commas (default: any).",
        completion: .words(Kind.allCases.map(\.rawValue))
    )
    var subjectKinds: [String] = []

    @Option(
        help: "Fields that are refused without.",
        completion: .words(BodyField.allCases.map(\.name))
    )
    var required: [String] = []

    @Option(
        help: "Fields that a record is incomplete without.",
        completion: .words(BodyField.allCases.map(\.name))
    )
    var expected: [String] = []

    @Option(
        help: "Further fields that may stand.",
        completion: .words(BodyField.allCases.map(\.name))
    )
    var allowed: [String] = []

    @Option(help: "Roles that must be filled.", completion: .words(Role.words))
    var roles: [String] = []

    @Option(help: "The state machine that it moves.", completion: .words(Machine.words))
    var machine: String?

    @Option(help: "The state that its subject enters.")
    var state: String?

    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    func run(in session: Session) throws(Failure) {
        let name = String(self.name.trimmingPrefix("type/"))
        let lists: [(String, [String])] = [
            ("subject_kinds", subjectKinds), ("required_fields", required),
            ("expected_fields", expected), ("allowed_fields", allowed), ("required_roles", roles),
        ]
        var body: [JSON.Member] = [
            .init("name", .string(name)), .init("description", .string(description)),
        ]
        for (member, texts) in lists {
            let words = TypeAdd.words(texts)
            if !words.isEmpty { body.append(.init(member, .array(words.map(JSON.string)))) }
        }
        if let machine { body.append(.init("machine", .string(machine))) }
        if let state { body.append(.init("state", .string(DraftFlag.underscored(state)))) }
        try Reading(
            type: "type.registered",
            subject: "type/\(name)",
            body: body,
            about: name,
            places: [
                "subject": "NAME", "body.name": "NAME", "body.description": "--description",
                "body.subject_kinds": "--subject-kinds", "body.required_fields": "--required",
                "body.expected_fields": "--expected", "body.allowed_fields": "--allowed",
                "body.required_roles": "--roles", "body.machine": "--machine",
                "body.state": "--state",
            ]
        )
        .send(options, in: session)
    }

    /// Words with commas, `-` for `_`; the flag may also stand several times.
    private static func words(_ texts: [String]) -> [String] {
        texts.flatMap { $0.split(separator: ",") }.map { DraftFlag.underscored(String($0)) }
    }
}
