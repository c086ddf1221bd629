import Ledger
import Testing

/// Saved questions with a real ledger.
@Suite struct SavedQueryRunTests {
    @Test func `a question is saved, listed, run, replaced and taken away`() throws {
        let daemon = try TestDaemon(seeded: true)
        let question = ["measure", "in-force", "--on", "2018-11-15", "--known", "2018-11-15"]
        let direct = try daemon.ctl(question)
        let saved = try daemon.ctl(["query", "save", "then", "--"] + question)
        try #require(saved.code == 0, "\(saved.errors)")
        #expect(saved.output.hasPrefix("recorded r198  query.saved  query/then\n"))
        try daemon.waitForViews()
        let run = try daemon.ctl("query", "run", "then", "--as-of", "r198")
        #expect(run.code == 0, "\(run.errors)")
        let rows = { (text: String) in text.split(separator: "\n").dropFirst().joined() }
        #expect(rows(run.output) == rows(direct.output) && !rows(direct.output).isEmpty)
        #expect(run.errors == "ledgerctl \(question.joined(separator: " "))\n")

        let again = try daemon.ctl("query", "save", "then", "--", "talk", "list")
        try #require(again.code == 0, "\(again.errors)")
        try daemon.waitForViews()
        let list = try daemon.ctl("query", "list", "-o", "csv", "--fields", "query,command,records")
        #expect(list.output == "query,command,records\r\nquery/then,talk list,r199\r\n")
        let then = try daemon.ctl("query", "list", "--as-of", "r198", "--fields", "records")
        #expect(then.output.contains("r198"))

        let gone = try daemon.ctl("record", "retract", "r199", "--reason", "not needed")
        try #require(gone.code == 0, "\(gone.errors)")
        try daemon.waitForViews()
        // What was saved before it stands again.
        #expect(try daemon.ctl("query", "list", "--fields", "records").output.contains("r198"))
        let offered = try daemon.ctl("---complete", "fish", "query", "run", "th")
        #expect(offered.output.hasPrefix("then\t"))
    }
}
