import ArgumentParser
import Ledger

/// `record link rN REL rM`: one record is related to another.
struct RecordLink: Verb {
    static let configuration = CommandConfiguration.verb(
        "link",
        "Relate one record to another.",
        [
            "ledgerctl record link r144 responds-to r136 --reason 'comes after the demand'",
            "ledgerctl record link r182 repeats r167 --by source",
        ],
        more: """
            responds_to, retaliates_for, repeats, corroborates, contradicts, confirms, denies, \
            disavows, corrects, supersedes, supersedes_figure_of, precondition_of, part_of, \
            implements, explains. To query a record:  ledgerctl record query rN --reason TEXT
            """
    )

    @Argument(help: "The record that the link starts from.", completion: .ledger(.records))
    var record: String

    @Argument(help: "How it is related, as responds-to.", completion: .words(LinkRelation.words))
    var relation: String

    @Argument(help: "The record that it points to.", completion: .ledger(.records))
    var other: String

    @Option(help: "Who sees the link: the source, or the coder.")
    var by = Author.coder

    @Option(help: "Why.")
    var reason: String?

    @Option(help: "The one field or item meant, as body.rate.")
    var part: String?

    @OptionGroup var passage: PassageOptions
    @OptionGroup var options: WriteOptions
    @OptionGroup var globals: GlobalOptions

    /// Who asserts a link.
    enum Author: String, ExpressibleByArgument, CaseIterable { case source, coder }

    func run(in session: Session) throws(Failure) {
        let target = try Keys.record(record)
        let to = try Keys.record(other)
        let queried = LinkRelation.queried.rawValue
        guard relation != queried else {
            throw Failure.usage(
                "RELATION: to query a record takes no second one",
                hints: ["write  ledgerctl record query \(target) --reason TEXT"]
            )
        }
        let words = LinkRelation.words.filter { $0 != queried }
        let rel = try Choices.word(relation, of: words, "RELATION") ?? relation
        let evidence = try passage.evidence(of: "record.linked")
        try Reading.link(
            (target, rel, to),
            part: part,
            reason: reason,
            by: by.rawValue,
            evidence: evidence,
            in: session
        )
        .send(options, in: session)
    }
}

extension Reading {
    /// A `record.linked`; its subject is that of the record it is about.
    static func link(
        _ link: (target: String, rel: String, to: String?),
        part: String?,
        reason: String?,
        by author: String,
        evidence: JSON?,
        in session: Session
    ) throws(Failure) -> Reading {
        let members: [(String, String?)] = [
            ("target", link.target), ("rel", link.rel), ("to", link.to), ("part", part),
            ("reason", reason), ("link_by", author),
        ]
        return Reading(
            type: "record.linked",
            subject: try session.subject(of: link.target),
            body: members.compactMap { name, value in value.map { .init(name, .string($0)) } },
            evidence: evidence,
            about: [link.target, link.rel, link.to].compactMap(\.self).joined(separator: " "),
            places: [
                "body.target": "RECORD", "body.rel": "RELATION", "body.to": "OTHER",
                "body.part": "--part", "body.link_by": "--by",
            ]
        )
    }
}
