import ArgumentParser
import Ledger
import Platform
import Testing

@testable import ledgerctl

/// Manual pages, of the same words as the help.
@Suite struct ManualTests {
    private static let mandoc = Spawn.find("mandoc", inPath: "/usr/local/bin:/usr/bin:/bin")

    /// The pages as `manual` writes them, by path below the folder.
    private func pages(_ body: (String, [String: String]) throws -> Void) throws {
        try withScratch { folder in
            let outcome = ctl(["manual", folder])
            #expect(outcome.exit == .done && outcome.out.isEmpty, "\(outcome.err)")
            var found: [String: String] = [:]
            for page in ManualPages.all {
                let path = "man\(page.section)/\(page.name).\(page.section)"
                let bytes = try DurableFile.read("\(folder)/\(path)", bytesMax: 1 << 20)
                found[path] = String(decoding: bytes, as: UTF8.self)
            }
            #expect(outcome.err == "wrote \(found.count) pages below \(folder)\n")
            try body(folder, found)
        }
    }

    @Test func `every command, flag, topic and type has its place`() throws {
        try pages { _, pages in
            for place in CommandTree.all {
                let page = try #require(pages["man1/ledgerctl-\(place.path[0]).1"])
                let abstract = ManualPage.escaped(place.command.configuration.abstract)
                #expect(page.contains(abstract), "\(place.path)")
                guard place.command is any Verb.Type else { continue }
                let both = page + (pages["man1/ledgerctl.1"] ?? "")
                for flag in VerbSyntax(place.command).flags.flatMap(\.names) {
                    #expect(both.contains(ManualPage.escaped(flag)), "\(place.path) \(flag)")
                }
            }
            for topic in HelpTopic.allCases {
                #expect(pages["man7/ledgerctl-\(topic.rawValue).7"] != nil)
            }
            for type in Catalogue.types {
                #expect(pages["man7/ledgerd-types.7"]?.contains(".B \(type.name)\n") == true)
            }
            for setting in Setting.allCases {
                #expect(
                    pages["man5/ledgerctl.conf.5"]?.contains(".B \(setting.rawValue)\n") == true
                )
            }
        }
    }

    @Test(.enabled(if: mandoc != nil, "mandoc is not installed: apt install mandoc"))
    func `mandoc finds nothing to warn of`() throws {
        let mandoc = try #require(Self.mandoc)
        try pages { folder, pages in
            for path in pages.keys.sorted() {
                let run = try Spawn.run([mandoc, "-Tlint", "-Wwarning", "\(folder)/\(path)"])
                let said = String(decoding: run.output + run.errors, as: UTF8.self)
                #expect(run.status.isSuccess && said.isEmpty, "\(said)")
            }
            // What is drawn is what was written: a dot or a quote at the start of a line, too.
            let drawn = try Spawn.run([mandoc, "-Tutf8", "\(folder)/man7/ledgerctl-dates.7"])
            let text = String(decoding: drawn.output, as: UTF8.self)
            for line in HelpPage.dates.split(separator: "\n") {
                #expect(text.contains(line), "\(line)")
            }
        }
    }

    @Test func `what roff would take for a request is text`() {
        #expect(ManualPage.escaped(".x 'y' \\ -z") == #"\&.x \(aqy\(aq \e \-z"#)
    }
}
