import Foundation
import Ledger
import Testing

/// Events typed, imported and withdrawn, through a real daemon.
@Suite(.serialized) struct EnteringTests {
    private static let map = """
        date_order = dmy
        require_header = Case,Country,Rate,Since
        key = Case
        [event]
        type = tariff.imposed
        subject = measure/desk-{Case}
        imposer = gov/USA
        source = src/cnn-20181115
        [columns]
        Country = target
        Rate = rate
        Since = effective
        [values Country]
        China = gov/CHN
        """

    private func write(_ text: String, _ name: String, in daemon: TestDaemon) throws -> String {
        let path = daemon.folder + "/" + name
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private func size(_ daemon: TestDaemon) throws -> Int {
        try #require(try daemon.ask("status")["size"]?.integer)
    }

    @Test func `a table is all or nothing, then the good part, and a repeat records nothing`()
        throws
    {
        let daemon = try TestDaemon(seeded: true)
        let map = try write(Self.map, "m.ini", in: daemon)
        let rejects = daemon.folder + "/rejects.csv"
        let table = try write(
            """
            Case,Country,Rate,Since
            one,China,10%,24/9/2018
            two,Chna,10%,24/9/2018
            three,China,2500%,24/9/2018
            four,China,25%,1/12/2018

            """,
            "t.csv",
            in: daemon
        )
        let before = try size(daemon)
        let refused = try daemon.ctl("import", table, "--map", map)
        #expect(refused.code == 65)
        #expect(refused.errors.contains("2 problems in 2 of 4 rows"), "\(refused.errors)")
        #expect(refused.errors.contains("t.csv:3  Country"))
        #expect(refused.errors.contains("t.csv:4  Rate"))
        #expect(try size(daemon) == before)

        let trial = try daemon.ctl("import", table, "--map", map, "--partial", "-n")
        #expect(trial.output == "would record 2 events\nnothing recorded (dry run)\n")
        #expect(try size(daemon) == before)

        let part = try daemon.ctl(
            "import",
            table,
            "--map",
            map,
            "--partial",
            "--rejects",
            rejects
        )
        #expect(part.code == 65)
        #expect(part.output.contains("(2) in batch b\(before + 1)"), "\(part.output)")
        #expect(try size(daemon) == before + 2)

        // The file of rejects is mended and imported; a further import finds everything there.
        let kept = try String(contentsOfFile: rejects, encoding: .utf8)
        #expect(kept.hasPrefix("reason,Case,Country,Rate,Since\n"))
        let mended = try write(
            kept.replacing(",Chna,", with: ",China,").replacing("2500%", with: "25%"),
            "rejects.csv",
            in: daemon
        )
        let rest = try daemon.ctl("import", mended, "--map", map)
        #expect(rest.code == 0, "\(rest.errors)")
        #expect(try size(daemon) == before + 4)
        let again = try daemon.ctl("import", mended, "--map", map)
        #expect(again.output == "nothing new; 2 already present, skipped\n")
        #expect(try size(daemon) == before + 4)
    }

    @Test func `a fault that only the daemon can see is told at its column`() throws {
        let daemon = try TestDaemon(seeded: true)
        let map = try write(
            Self.map.replacing("gov/CHN", with: "gov/XXX"),
            "m.ini",
            in: daemon
        )
        let table = try write(
            "Case,Country,Rate,Since\none,China,10%,24/9/2018\n",
            "t.csv",
            in: daemon
        )
        let refused = try daemon.ctl("import", table, "--map", map)
        #expect(refused.code == 65)
        #expect(refused.errors.contains("t.csv:2  Country"), "\(refused.errors)")
        #expect(refused.errors.contains("gov/XXX"))
    }

    @Test func `an undo, its undo, and what may not be undone`() throws {
        let daemon = try TestDaemon(seeded: true)
        let before = try size(daemon)
        let words = [
            "append", "tariff.imposed", "desk-undo", "--imposer", "gov/USA", "--target",
            "gov/CHN", "--rate", "15%", "--effective", "2018-08-01", "--source",
            "src/cnn-20181115",
        ]
        #expect(try daemon.ctl(words).code == 0)
        func inForce() throws -> Bool {
            try daemon.waitForViews()
            return try daemon.ctl("measure", "in-force", "--on", "2018-12-01").output
                .contains("desk-undo")
        }
        let isThere = try inForce()
        #expect(isThere)

        // Nobody is there to ask, so it wants --yes; a dry run says what would go.
        #expect(try daemon.ctl("undo").code == 64)
        let trial = try daemon.ctl("undo", "-n")
        #expect(trial.code == 0)
        #expect(trial.errors.contains("r\(before + 1)  tariff.imposed  measure/desk-undo"))
        #expect(try size(daemon) == before + 1)

        #expect(try daemon.ctl("undo", "--yes").code == 0)
        #expect(try size(daemon) == before + 2)
        let isGone = try inForce() == false
        #expect(isGone)
        let listed = try daemon.ctl("undo", "--list", "--limit", "2", "-o", "json")
        let rows = try JSON(parsing: Array(listed.output.utf8))["rows"]?.elements ?? []
        #expect(rows.compactMap { $0["batch"]?.text } == ["b\(before + 2)", "b\(before + 1)"])

        // The undo is a batch as any other: a further undo withdraws it.
        #expect(try daemon.ctl("undo", "--yes").code == 0)
        #expect(try size(daemon) == before + 3)
        let isBack = try inForce()
        #expect(isBack)
    }

    @Test func `a record like another takes over what it says, and is taken back`() throws {
        let daemon = try TestDaemon(seeded: true)
        let before = try size(daemon)
        let like = try daemon.ctl(
            "append",
            "--like",
            "r168",
            "desk-like",
            "--rate",
            "25%",
            "--source",
            "src/cnn-20181115",
            "--loc",
            "L50"
        )
        #expect(like.code == 0, "\(like.errors)")
        let shown = try daemon.ask("records/show", [("record", "r\(before + 1)")])
        let original = try daemon.ask("records/show", [("record", "r168")])
        let (event, first) = (
            shown["rows"]?.elements[0]["event"], original["rows"]?.elements[0]["event"]
        )
        #expect(event?["subject"]?.text == "measure/desk-like")
        #expect(event?["actors"] == first?["actors"])
        #expect(event?["body"]?["coverage"] == first?["body"]?["coverage"])
        #expect(event?["body"]?["rate"]?["pct"]?.text == "25")
        #expect(
            event?["evidence"]?.elements[0]["chain"] == first?["evidence"]?.elements[0]["chain"]
        )
        #expect(try daemon.ctl("undo", "--yes").code == 0)
    }
}
