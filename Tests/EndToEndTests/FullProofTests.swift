import Foundation
import Ledger
import Testing

/// Answers that come with the whole log, and what is tried to pass for one.
@Suite struct FullProofTests {
    private let daemon: TestDaemon
    private let key: String

    init() throws {
        daemon = try TestDaemon(seeded: true)
        let shown = try daemon.ask("log/key")
        key = try #require(shown["key"]?.text)
    }

    private func file(_ name: String) -> String { "\(daemon.folder)/\(name)" }

    private func verify(_ name: String) throws -> TestDaemon.Run {
        try daemon.ctl("verify", file(name), "--key", key, "-o", "json")
    }

    private func write(_ lines: [String], _ name: String) throws {
        let text = lines.map { $0 + "\n" }.joined()
        try text.write(toFile: file(name), atomically: true, encoding: .utf8)
    }

    private func edited(_ lines: [String], _ old: String, _ new: String) -> [String] {
        #expect(lines[0].contains(old), "\(old)")
        return [lines[0].replacing(old, with: new, maxReplacements: 1)] + lines.dropFirst()
    }

    private func with(_ object: JSON, _ name: String, _ value: JSON) -> JSON {
        .object(object.members.map { $0.name == name ? .init(name, value) : $0 })
    }

    private func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: file(name), encoding: .utf8).split(separator: "\n")
            .map(String.init)
    }

    @Test(arguments: [
        ["measure", "in-force", "--on", "2018-11-15", "--known", "2018-11-15"],
        ["claim", "list", "measure/us-301-list3"], ["measure", "list", "--as-of", "r150"],
        ["replay", "--to", "2018-11-15"], ["diff", "--known", "2018-10-25..2018-11-15"],
        ["timeline", "--as-of", "2026-12-31"], ["record", "trace", "r120"],
        ["claim", "conflicts", "--strict"],
    ])
    func `an answer follows from the log, without a daemon`(words: [String]) throws {
        let asked = try daemon.ctl(words + ["--prove-full", file("answer")])
        #expect(asked.code == 0 && asked.errors.contains("the answer, with all"), "\(asked.errors)")
        daemon.stop()
        let run = try verify("answer")
        #expect(run.code == 0, "\(run.errors)")
        #expect(run.output.contains("leaves nothing out"), "\(run.output)")
        #expect(run.output.contains(#""level":"full""#))
    }

    @Test func `a row that was left out is noticed with the whole log, and not without`() throws {
        let words = ["measure", "in-force", "--on", "2018-11-15", "--known", "2018-11-15"]
        for flag in ["--prove", "--prove-full"] {
            #expect(try daemon.ctl(words + [flag, file(flag)]).code == 0)
            var all = try lines(flag)
            let document = try JSON(parsing: Array(all[0].utf8))
            let rows = try #require(document["answer"]?["rows"]?.elements)
            let last = rows.last?["records"]?.elements ?? []
            let gone = last.compactMap(\.text)
            #expect(!gone.isEmpty)
            let answer = try #require(document["answer"])
            let less = with(answer, "rows", .array(Array(rows.dropLast())))
            let proofs = (document["proofs"]?.elements ?? []).filter { proof in
                !gone.contains { record in
                    let index = "index \(Int(record.dropFirst()).map { $0 - 1 } ?? -1)\n"
                    return proof.text?.contains(index) == true
                }
            }
            let forged = with(with(document, "answer", less), "proofs", .array(proofs))
            all[0] = String(decoding: forged.bytes, as: UTF8.self)
            try write(all, flag)
        }
        #expect(try verify("--prove").code == 0, "that is all that 'cited' shows")
        let full = try verify("--prove-full")
        #expect(full.code == 3 && full.errors.contains("gives other rows"), "\(full.errors)")
    }

    @Test func `records that are missing, doubled, swapped or changed are noticed`() throws {
        let words = ["measure", "list", "--on", "2018-11-15"]
        #expect(try daemon.ctl(words + ["--prove-full", file("answer")]).code == 0)
        let whole = try lines("answer")
        var swapped = whole
        swapped.swapAt(10, 11)
        var changed = whole
        let at = changed[50].utf8.count / 2
        var letters = Array(changed[50].utf8)
        letters[at] = letters[at] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        changed[50] = String(decoding: letters, as: UTF8.self)
        let others: [([String], Int32)] = [
            (Array(whole.dropLast()), 3), (whole + [whole[197]], 3), (swapped, 3), (changed, 3),
            ([whole[0].replacing("2018-11-15", with: "2018-11-16")] + whole.dropFirst(), 3),
            // The question alone, a doubled member, a note, a count of what is gone, no answer.
            (edited(whole, #""on":"2018-11-15"}"#, #""on":"2018-11-16"}"#), 3),
            (edited(whole, #""rows":["#, #""rows":[],"rows":["#), 65),
            (edited(whole, #""notes":["#, #""notes":["all is well""#), 3),
            (edited(whole, #""redactions":0"#, #""redactions":1"#), 3), (["{}"], 65), (["x"], 65),
        ]
        for (index, (lines, code)) in others.enumerated() {
            try write(lines, "other")
            let run = try verify("other")
            #expect(run.code == code, "\(index): \(run.output)\(run.errors)")
        }
        #expect(try verify("answer").code == 0)
    }

    @Test(arguments: [["status"], ["log", "verify"], ["replay", "--verify"], ["log", "root"]])
    func `a command that asks nothing says that nothing was proved`(words: [String]) throws {
        let run = try daemon.ctl(words + ["--prove-full", file("none")])
        #expect(run.code == 64 && run.errors.contains("nothing was proved"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: file("none")))
    }

    @Test func `redacted content is named, and what rests on texts has no such proof`() throws {
        let event =
            #"{"type":"issue.registered","subject":"issue/kelp","body":{"description":"a"}}"#
        #expect(try daemon.ctl("append", "--file", "-", input: event).code == 0)
        let words = ["record", "redact", "r150", "--reason", "an order", "--yes"]
        let redacted = try daemon.ctl(words)
        #expect(redacted.code == 0, "\(redacted.errors)")
        try daemon.waitForViews()
        let asked = try daemon.ctl("measure", "list", "--prove-full", file("answer"))
        #expect(asked.code == 0, "\(asked.errors)")
        let run = try verify("answer")
        #expect(run.code == 0 && run.output.contains("1 redacted record"), "\(run.errors)")
        let check = try daemon.ctl("check", "--prove-full", file("check"))
        #expect(check.code == 64 && check.errors.contains("held texts"), "\(check.errors)")
    }
}
