import ArgumentParser
import Testing

@testable import ledgerctl

@Suite struct HoistTests {
    @Test(
        arguments: [
            ("-o json measure list", "measure list", "--output=json"),
            ("measure list -o json", "measure list", "--output=json"),
            ("measure -ojson list", "measure list", "--output=json"),
            ("measure list -o=csv", "measure list", "--output=csv"),
            ("measure list --output=csv", "measure list", "--output=csv"),
            (
                "--on 2018-11-15 measure in-force --strict", "measure in-force",
                "--on=2018-11-15 --strict"
            ),
            ("-q timeline --as-of r5 --actor a/b", "timeline --actor a/b", "-q --as-of=r5"),
            ("append x y --width -5", "append x y", "--width=-5"),
            ("append x -- --on y", "append x -- --on y", ""),
        ])
    func `global flags may stand anywhere`(line: String, words: String, globals: String) throws {
        let hoist = try Hoist(line.split(separator: " ").map(String.init))
        #expect(hoist.words.joined(separator: " ") == words)
        #expect(hoist.globals.joined(separator: " ") == globals)
    }

    @Test(arguments: ["measure list --on", "measure list -o", "measure list --on -- x"])
    func `a global flag without its value is a usage error`(line: String) {
        #expect(ctl(line).exit == .usage)
    }

    @Test func `the flags that are hoisted are those that commands declare`() throws {
        let help = Ledgerctl.helpMessage(for: Timeline.self, columns: 400)
        for flag in GlobalOptions.valued {
            #expect(help.contains("\(flag) <"), "\(flag) takes a value")
        }
        for flag in GlobalOptions.switches { #expect(help.contains(flag)) }
    }
}
