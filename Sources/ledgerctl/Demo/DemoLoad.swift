import ArgumentParser
import Ledger
import Platform

/// `demo load`: the seeds, each file one batch.
struct DemoLoad: Verb {
    static let configuration = CommandConfiguration.verb(
        "load",
        "Record the demo's actors and events; a second time records nothing.",
        ["ledgerctl demo load", "ledgerctl demo load --seeds /usr/share/ledgerd/seeds"]
    )

    @Option(help: "The folder with actors.jsonl and events.jsonl.", completion: .directory)
    var seeds: String?

    @Flag(name: [.customShort("n"), .long], help: "Say what would be recorded.")
    var dryRun = false

    @OptionGroup var globals: GlobalOptions

    /// Loaded in this order, because events name actors.
    private static let files = ["actors.jsonl", "events.jsonl"]

    func run(in session: Session) throws(Failure) {
        let folder = try DemoLoad.folder(seeds, session.surroundings)
        var loaded: [(file: LineFile, receipt: Receipt)] = []
        var files: [LineFile] = []
        for name in DemoLoad.files {
            files.append(LineFile(name: name, bytes: try Files.read("\(folder)/\(name)")))
            files[files.count - 1].deriveIDs()
        }
        for file in files {
            let receipt = try Importer(session, isDryRun: dryRun).sendWhole(file)
            loaded.append((file, receipt))
            // In a dry run the actors are not there yet, so the events cannot be admitted.
            if dryRun, receipt.span != nil { break }
        }
        guard globals.output == .table else {
            let rows = loaded.map { ($0.file.name, $0.receipt) }
            try Renderer(session).render(Answer(ImportSummary.document(rows)))
            return
        }
        try session.console.line(DemoLoad.summary(files, loaded.map(\.receipt)))
        guard !globals.quiet else { return }
        try session.console.line("next, one after the other:")
        for command in DemoLoad.tour { try session.console.line("  " + command) }
    }

    /// The first five minutes: what was in force, where reports collide and on whose word, the
    /// same date as it was known four months later, an event of one's own, proof.
    static let tour = [
        "ledgerctl measure in-force --on 2018-11-15 --known 2018-11-15",
        "ledgerctl claim conflicts",
        "ledgerctl audit offer/cn-2018-11-opening-bid",
        "ledgerctl measure in-force --on 2019-03-28 --known 2019-03-29",
        "ledgerctl append --like r150 --source src/cnn-20181115 --loc L11 --dry-run",
        "ledgerctl report build --out report.html",
        "ledgerctl log verify",
    ]

    /// `loaded 62 actors, 12 sources, 116 events, 7 notes: r1..r197`.
    private static func summary(_ files: [LineFile], _ receipts: [Receipt]) -> String {
        let notes = ["identity.linked", "record.linked", "conflict.explained"]
        let types = files.flatMap(\.lines).map { CellText.raw($0.event?["type"]) }
        let actors = types.count { $0 == "actor.registered" }
        let sources = types.count { $0 == "source.registered" }
        let readings = types.count { notes.contains($0) }
        let events = types.count - actors - sources - readings
        let records = receipts.flatMap(\.records)
        let what = "\(actors) actors, \(sources) sources, \(events) events, \(readings) notes"
        let isOld = records.allSatisfy(\.isKnown)
        if receipts.contains(where: \.isDryRun), !isOld { return "would load \(what)" }
        let span = "\(records.first?.number ?? "")..\(records.last?.number ?? "")"
        return "\(isOld ? "already loaded" : "loaded") \(what): \(span)"
    }

    /// The folder given, that of `LEDGERCTL_SEEDS`, or the first usual one that has the files.
    private static func folder(
        _ given: String?,
        _ surroundings: Surroundings
    ) throws(Failure) -> String {
        let variable = surroundings.variables["LEDGERCTL_SEEDS"].flatMap { $0.isEmpty ? nil : $0 }
        if let folder = given ?? variable { return folder }
        let usual =
            Programs.above(surroundings).map { "\($0)/seeds" }
            + ["seeds", "/usr/share/ledgerd/seeds"]
        if let found = usual.first(where: { DurableFile.exists("\($0)/\(files[0])") }) {
            return found
        }
        throw Failure(
            exit: .noInput,
            code: "no_input",
            message: "the demo's files are not where they usually are",
            hints: ["name their folder:  ledgerctl demo load --seeds DIR"]
        )
    }
}
