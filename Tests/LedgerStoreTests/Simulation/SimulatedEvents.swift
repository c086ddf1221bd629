@testable import Ledger
import Testing

/// Events for simulated clients, cheap to make: parsed once, with ids put in where they are needed.
///
/// Saved questions stand for testimony: any record may follow another about the same subject.
struct SimulatedEvents: Sendable {
    static let subjects = (0..<8).map { "query/q\($0)" }
    static let actors = (0..<10).map { "org/o\($0)" }
    private static let none = RecordID(high: 0, low: 0)

    /// The parsed events; a failure if the templates do not parse, which the tests report.
    static let shared = Result { try SimulatedEvents() }

    let plain: [Event]
    let registrations: [Event]
    private let links: [Event]
    private let corrections: [[Event]]
    private let retractions: [Event]

    private init() throws {
        let target = "\"target\":\"\(Self.none)\""
        let byActors = Self.actors.map { actor in
            Self.saved(Self.subjects[0], 0)
                + ",\"actors\":[{\"actor\":\"\(actor)\",\"role\":\"by\"}]"
        }
        let plain = Self.subjects.flatMap { s in (0..<3).map { Self.saved(s, $0) } }
        self.plain = try (plain + byActors).map(Self.parse)
        registrations = try Self.actors.map { actor in
            try Self.parse(
                "\"type\":\"actor.registered\",\"subject\":\"\(actor)\","
                    + "\"body\":{\"kind\":\"company\",\"name\":\"O\"}"
            )
        }
        links = try Self.subjects.map { subject in
            try Self.parse(
                "\"type\":\"record.linked\",\"subject\":\"\(subject)\","
                    + "\"body\":{\(target),\"rel\":\"queried\",\"link_by\":\"coder\"}"
            )
        }
        retractions = try Self.subjects.map { subject in
            try Self.parse(
                "\"type\":\"record.retracted\",\"subject\":\"\(subject)\","
                    + "\"body\":{\(target),\"reason\":\"wrong\"}"
            )
        }
        corrections = try Self.subjects.map { subject in
            try (0..<3).map { word in
                try Self.parse(
                    "\"type\":\"record.corrected\",\"subject\":\"\(subject)\","
                        + "\"body\":{\(target),\"reason\":\"wrong\"},"
                        + "\"replacement\":{\(Self.saved(subject, word))}"
                )
            }
        }
    }

    private static func saved(_ subject: String, _ word: Int) -> String {
        "\"type\":\"query.saved\",\"subject\":\"\(subject)\",\"body\":{\"words\":[\"w\(word)\"]}"
    }

    private static func parse(_ members: String) throws -> Event {
        let door = Door(
            types: .builtIn,
            id: { _ in nil },
            newID: { RecordID(high: 0, low: 1) }
        )
        let drafts = try door.json(Array("{\(members)}".utf8), isLines: true)
        return try #require(drafts.first).event
    }

    func link(_ subject: Int, to target: RecordID) -> Event { links[subject].pointing(at: target) }

    func retraction(_ subject: Int, of target: RecordID) -> Event {
        retractions[subject].pointing(at: target)
    }

    func correction(_ subject: Int, of target: RecordID, word: Int) -> Event {
        corrections[subject][word].pointing(at: target)
    }

    /// The number of an event's subject among the simulated ones.
    static func subject(of event: Event) -> Int? {
        subjects.firstIndex(of: event.subject.description)
    }
}

extension Event {
    /// The same event with another target, in its value and in its bytes.
    fileprivate func pointing(at target: RecordID) -> Event {
        var changed = Body()
        for (field, value) in body.entries {
            changed.append(field, field == .target ? .record(target) : value)
        }
        var bytes = bytes
        let placeholder = Array(RecordID(high: 0, low: 0).description.utf8)
        if let at = bytes.indices.first(where: { bytes[$0...].starts(with: placeholder) }) {
            bytes.replaceSubrange(at..<(at + placeholder.count), with: target.description.utf8)
        }
        return Event(
            type: type,
            subject: subject,
            occurred: occurred,
            actors: actors,
            issues: issues,
            body: changed,
            modality: modality,
            evidence: evidence,
            links: links,
            inferred: inferred,
            note: note,
            coderConfidence: coderConfidence,
            replacement: replacement,
            bytes: bytes
        )
    }
}
