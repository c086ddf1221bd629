import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

/// `ledgerctl.conf`, and what goes before it.
@Suite struct ConfigurationTests {
    private static let talks = [
        "GET /v1/talks": [
            Reply.json(Answers.answer("talks/1", [#"{"talk":"talk/a","records":["r9"]}"#]))
        ]
    ]

    /// Runs a line where the user's file holds a text.
    private func run(
        _ words: [String],
        _ text: String?,
        _ variables: [String: String] = [:],
        columns: Int? = nil
    ) throws -> (outcome: Outcome, file: String) {
        try withScratch { folder in
            let path = "\(folder)/deep/ledgerctl.conf"
            if let text {
                try Directory.create("\(folder)/deep")
                try DurableFile.write(Array(text.utf8), to: path)
            }
            let all = variables.merging(["LEDGERCTL_CONFIG": path]) { $1 }
            var outcome = ctl(words, Self.talks, columns: columns, variables: all)
            outcome.err = outcome.err.replacing(path, with: "FILE")
            outcome.out = outcome.out.replacing(path, with: "FILE")
            let file = try? DurableFile.read(path, bytesMax: 10_000)
            return (outcome, String(decoding: file ?? [], as: UTF8.self))
        }
    }

    private func run(
        _ line: String,
        _ text: String?,
        _ variables: [String: String] = [:],
        columns: Int? = nil
    ) throws -> Outcome {
        try run(line.split(separator: " ").map(String.init), text, variables, columns: columns)
            .outcome
    }

    @Test func `a flag goes before a variable, a variable before a file, a file before nothing`()
        throws
    {
        let csv = "output = csv\n"
        let json = ["LEDGERCTL_OUTPUT": "json"]
        let line = "talk list --fields talk"
        #expect(try run(line, csv).out == "talk\r\ntalk/a\r\n")
        #expect(try run(line, csv, json).out.hasPrefix("{"))
        #expect(try run("\(line) -o md", csv, json).out.contains("| talk/a |"))
        #expect(try run(line, nil).out.hasSuffix("TALK\ntalk/a\n"))
        // What is written for a program is not changed by a taste for tables.
        #expect(try run("completion bash", "output = json\n").out == Shell.bash.script)
    }

    @Test func `every fault is told with its line, and only help and config go on`() throws {
        let text = """
            # mine
            otput = csv
            output = cvs
            [alias]
            measure = talk list
            due = mesure upcoming
            open = 'talk list
            nothing
            [aliases]

            """
        let outcome = try run("talk list", text)
        #expect(outcome.exit == .configuration && outcome.requests.isEmpty)
        let lines = outcome.err.split(separator: "\n").map {
            $0.split(separator: " ").joined(separator: " ")
        }
        #expect(
            lines == [
                "the configuration is wrong: 7 problems",
                "FILE:2 there is no setting 'otput' did you mean 'output'?",
                "FILE:3 output: 'cvs' is none write table, json, jsonl, csv, md",
                "FILE:5 'measure' is a command give the alias another name",
                "FILE:6 alias due: there is no 'mesure' see: ledgerctl help",
                "FILE:7 alias open: ''talk list' is no command write as in measure in-force",
                "FILE:8 'nothing' is no setting write name = value",
                "FILE:9 '[aliases]' is no section the only one is [alias]",
            ]
        )
        #expect(try run("config check", text).exit == .configuration)
        for line in ["help", "help time", "version", "config list", "completion bash"] {
            #expect(try run(line, text).exit == .done, "\(line)")
        }
        let variable = try run("talk list", nil, ["LEDGERCTL_OUTPUT": "cvs"])
        #expect(variable.exit == .configuration)
        #expect(variable.err.contains("LEDGERCTL_OUTPUT  'cvs' is none"))
    }

    @Test func `an alias stands for the beginning of a command`() throws {
        let text = "[alias]\nheld = talk list --state held -o csv --fields talk\n"
        let outcome = try run("--on 2018-12-01 held --actor USA", text)
        #expect(outcome.out == "talk\r\ntalk/a\r\n", "\(outcome.err)")
        #expect(
            outcome.requests.last?.target
                == Request.target(
                    "/v1/talks",
                    query: [("state", "held"), ("actor", "gov/USA"), ("on", "2018-12-01")]
                )
        )
        #expect(try run("held -o jsonl", text).out.hasPrefix(#"{"schema""#))
    }

    @Test func `the list says where each value comes from`() throws {
        let text = "color = never\n[alias]\ndue = measure upcoming\n"
        let outcome = try run(
            "config list --show-origin -o csv",
            text,
            ["LEDGERCTL_PAGER": "most"]
        )
        #expect(
            outcome.out
                == [
                    "name,value,origin", "output,table,default", "color,never,FILE:1",
                    "pager,most,LEDGERCTL_PAGER", "alias.due,measure upcoming,FILE:3", "",
                ].joined(separator: "\r\n")
        )
        #expect(!(try run("config list -o csv", text).out.contains("FILE")))
        #expect(try run("config get alias.due", text).out == "measure upcoming\n")
        let unknown = try run("config get colour", text)
        #expect(unknown.exit == .usage && unknown.err.contains("did you mean 'color'?"))
    }

    @Test func `what is set stands in its place, and comments stay`() throws {
        let text = "# mine\noutput = csv\n\n[alias]\n# short\ndue = measure upcoming\n"
        let set = { (name: String, value: String, text: String?) throws in
            let done = try run(["config", "set", name, value], text)
            #expect(done.outcome.exit == .done, "\(done.outcome.err)")
            return done.file
        }
        #expect(
            try set("output", "json", text) == text.replacing("output = csv", with: "output = json")
        )
        #expect(
            try set("color", "never", text)
                == text.replacing("\n[alias]", with: "\ncolor = never\n[alias]")
        )
        #expect(try set("alias.held", "talk list", text) == text + "held = talk list\n")
        #expect(try set("alias.held", "talk list", nil) == "[alias]\nheld = talk list\n")
        #expect(
            try set("alias.held", "talk list", "color = auto\n")
                == "color = auto\n[alias]\nheld = talk list\n"
        )
        for (name, value) in [("output", "ics"), ("alias.talk", "talk list"), ("alias.x", "tlak")] {
            let refused = try run(["config", "set", name, value], text)
            #expect(refused.outcome.exit == .configuration)
            #expect(refused.file == text)
        }
        #expect(try run(["config", "set", "otput", "x"], text).outcome.exit == .usage)
    }

    @Test func `colour is as the flag says, then as variables ask, then as the file says`() throws {
        let text = "color = always\n"
        let isColored = { (line: String, variables: [String: String]) throws in
            try run(line, text, variables).out.contains("\u{1b}[")
        }
        #expect(try isColored("talk list", [:]))
        #expect(try !isColored("talk list", ["NO_COLOR": "1"]))
        #expect(try !isColored("talk list --color never", [:]))
        #expect(
            try run("talk list", "color = never\n", ["CLICOLOR_FORCE": "1"]).out.contains("\u{1b}[")
        )
        #expect(try !run("talk list", nil, ["TERM": "dumb"], columns: 80).out.contains("\u{1b}["))
    }
}

/// Long answers on a screen.
@Suite struct PagerTests {
    private final class Seen {
        var command: String?
        var text = ""
    }

    /// Runs a list of many rows on a screen of ten lines; says what the pager and the screen got.
    private func page(
        _ line: String,
        _ variables: [String: String] = [:],
        rows: Int = 30,
        works: Bool = true
    ) -> (command: String?, paged: String, printed: String) {
        let talks = (1...rows).map { "{\"talk\":\"talk/t\($0)\"}" }
        let daemon = ScriptedDaemon(["GET /v1/talks": [.json(Answers.answer("talks/1", talks))]])
        let seen = Seen()
        var surroundings = Surroundings()
        surroundings.variables = variables.merging(["LEDGERCTL_NOW": "2018-11-20"]) { $1 }
        surroundings.isOutputTerminal = true
        surroundings.rows = 10
        surroundings.page = { command, text in
            seen.command = command
            seen.text = String(decoding: text, as: UTF8.self)
            return works
        }
        var out: [UInt8] = []
        let console = Console { descriptor, bytes throws(SystemError) in
            if descriptor == 1 { out += bytes }
        }
        let words = line.split(separator: " ").map(String.init)
        _ = Runner.run(words, surroundings: surroundings, console: console) {
            _ throws(Failure) in daemon
        }
        return (seen.command, seen.text, String(decoding: out, as: UTF8.self))
    }

    @Test func `what is longer than the screen goes to the pager, whole`() {
        let long = page("talk list --fields talk --no-header", ["PAGER": "most -s"])
        #expect(long.command == "most -s")
        #expect(long.paged.split(separator: "\n").count == 30 && long.printed.isEmpty)
        let short = page("talk list --fields talk --no-header", ["PAGER": "most"], rows: 9)
        #expect(short.command == nil)
        #expect(short.printed.split(separator: "\n").count == 9)
    }

    @Test func `our own variable goes before the one for all programs`() {
        let both = ["PAGER": "more", "LEDGERCTL_PAGER": "most"]
        #expect(page("talk list", both).command == "most")
        #expect(page("talk list", ["PAGER": "more", "LEDGERCTL_PAGER": ""]).command == nil)
    }

    @Test(arguments: ["--no-pager", "TERM=dumb", "PAGER=", "PAGER=cat"])
    func `no pager where none is wanted`(how: String) {
        var variables = ["PAGER": "most"]
        if let cut = how.firstIndex(of: "="), !how.hasPrefix("-") {
            variables[String(how[..<cut])] = String(how[how.index(after: cut)...])
        }
        let flag = how.hasPrefix("-") ? " \(how)" : ""
        let shown = page("talk list\(flag)", variables)
        #expect(shown.command == nil && shown.printed.contains("t30"))
    }

    @Test func `a pager that cannot be run is none`() {
        let shown = page("talk list", ["PAGER": "no-such-pager"], works: false)
        #expect(shown.command == "no-such-pager" && shown.printed == shown.paged)
        #expect(!Pager.show("/no/such/pager", [], [:]))
        #expect(Pager.show("cat >/dev/null", Array("x".utf8), ["PATH": "/usr/bin:/bin"]))
    }
}
