import Foundation
import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

@Suite struct CompletionTests {
    private static func rows(_ schema: String, _ rows: String) -> [Reply] {
        [.json("{\"schema\":\"ledger.\(schema)\",\"rows\":[\(rows)],\"notes\":[]}")]
    }

    /// What the daemon has; it answers each question as often as it is asked.
    private static let ledger: [String: [Reply]] = [
        "GET /v1/subjects": rows(
            "subjects/1",
            #"{"subject":"measure/us-301-list1","records_count":1},{"subject":"measure/us-301-list3","records_count":4}"#
        ),
        "GET /v1/actors": rows(
            "actors/1",
            #"{"actor":"gov/USA","name":"United States"},{"actor":"gov/CHN","name":"China"},{"actor":"person/liu-he","name":"刘鹤"}"#
        ),
        "GET /v1/types": rows(
            "types/1",
            #"{"type":"tariff.imposed","summary":"in force"},{"type":"x.hearing.held","summary":"a hearing"}"#
        ),
        "GET /v1/issues": rows("issues/1", #"{"issue":"tariffs","description":null}"#),
        "GET /v1/status": [.json(#"{"schema":"ledger.status/1","size":197}"#)],
        "GET /v1/records": rows(
            "records/1",
            #"{"record":"r196","type":"tariff.imposed","subject":"measure/a"},{"record":"r197","type":"talks.held","subject":"talk/b"}"#
        ),
        "GET /v1/schemas": rows("schema/1", #"{"name":"claims","summary":"who"}"#),
    ]

    private func offered(_ line: String, shell: String = "fish") -> [String] {
        let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let outcome = ctl(["---complete", shell] + words, Self.ledger)
        #expect(outcome.exit == .done)
        #expect(outcome.err.isEmpty)
        return outcome.out.split(separator: "\n").map(String.init)
    }

    /// A line up to the cursor, and the first candidates for its last word.
    @Test(
        arguments: [
            ("mea", "measure"), ("measure sh", "show"), ("help ex", "export exit-codes"),
            ("check st", "stale"), ("check ", "anomalies stale incomplete quotes"),
            ("measure list --st", "--state --strict"), ("measure list --state in-", "in_force"),
            ("measure show us-301-l", "us-301-list1 us-301-list3"),
            ("measure show mea", "measure/"),
            ("measure show measure/us", "measure/us-301-list1 measure/us-301-list3"),
            ("audit st", "statement/"), ("audit measure/", "measure/us-301-list1"),
            ("measure in-force --imposer U", "USA"),
            ("measure in-force --imposer gov/", "gov/USA gov/CHN"),
            ("measure in-force --imposer p", "person/"),
            ("--imposer", ""), ("--on 2018-11-15 measure in-force --imposer=U", "--imposer=USA"),
            ("-o ", "table json jsonl csv"), ("measure list -o j", "json jsonl"),
            ("timeline --type x", "x.hearing.held"),
            ("timeline --issue tariffs.m", "tariffs.metals"),
            ("type show tar", "tariff.imposed"), ("record show r", "r197 r196"),
            ("record link r1 resp", "responds_to"), ("record link r1 repeats r", "r197 r196"),
            ("claim explain r1 r2 r", "r197 r196"), ("schema cl", "claims"),
            ("claim matrix tariffs.a", "tariffs.autos"), ("issue show cy", "cyber"),
            ("import ", ":files"), ("source add ", ":files"), ("export --to ", ":files"),
            ("append ta", "tariff.imposed"),
            ("append tariff.imposed us", "us-301-list1 us-301-list3"),
            ("append tariff.imposed x --rat", "--rate --rates"),
            ("append tariff.imposed x --modality p", "predicted possible"),
            ("append tariff.imposed x --target C", "CHN"),
            ("append claim.disavowed x --grounds no", "not_authorized not_policy"),
            ("append call.held x --with=person/l", "--with=person/liu-he"),
            ("record correct r19", "r197 r196"), ("completion z", "zsh"),
            ("actor link anon/", ""), ("nonsense ", ""), ("measure list gone ", ""),
        ])
    func `a word is completed`(line: String, candidates: String) {
        let values = offered(line).map { $0.prefix { $0 != "\t" } }
        let wanted = candidates.split(separator: " ")
        #expect(Array(values.prefix(max(1, wanted.count))) == wanted, "\(values)")
    }

    @Test func `every noun and verb is offered`() {
        for place in CommandTree.all {
            let start = place.path.dropLast().map { "\($0) " }.joined()
            let values = offered(start).map { String($0.prefix { $0 != "\t" }) }
            #expect(values.contains(place.path.last ?? ""), "\(place.path)")
        }
    }

    @Test func `a shell that shows notes gets them, without what moves the cursor`() {
        #expect(
            offered("measure show measure/us") == [
                "measure/us-301-list1\t1 record", "measure/us-301-list3\t4 records",
            ]
        )
        #expect(offered("actor show person/l", shell: "zsh") == ["person/liu-he\t刘鹤"])
        #expect(
            offered("measure show measure/us", shell: "bash") == [
                "measure/us-301-list1", "measure/us-301-list3",
            ]
        )
    }

    @Test func `bash parts words at = and :, and gets back what stands behind`() {
        #expect(offered("measure in-force --imposer = U", shell: "bash") == ["USA"])
        #expect(offered("measure in-force --imposer =", shell: "bash").contains("USA"))
        #expect(
            offered("measure show measure : us", shell: "bash") == ["us-301-list1", "us-301-list3"]
        )
    }

    @Test func `without a daemon only what the program knows is offered, silently`() {
        for (line, wanted) in [
            ("audit measure/", ""), ("audit mea", "measure/\n"), ("record show r", ""),
            ("type show tariff.i", "tariff.imposed\n"), ("issue show cy", "cyber\n"),
        ] {
            let outcome = ctl("---complete bash \(line)")
            #expect(outcome.exit == .done)
            #expect(outcome.err.isEmpty)
            #expect(outcome.out == wanted)
        }
    }

    @Test func `the library's own scripts can ask for values too`() {
        let outcome = ctl("---values actors", Self.ledger)
        #expect(outcome.out.hasPrefix("USA\nCHN\n"))
        #expect(ctl("---values nonsense", Self.ledger).out.isEmpty)
    }

    @Test(arguments: Shell.allCases) func `a script asks the program`(shell: Shell) throws {
        let outcome = ctl("completion \(shell.rawValue)")
        #expect(outcome.out == shell.script)
        #expect(outcome.out.contains("ledgerctl ---complete \(shell.rawValue) "))
        let json = try JSON(parsing: Array(ctl("completion \(shell.rawValue) -o json").out.utf8))
        #expect(json["script"]?.text == shell.script)
    }

    @Test func `a script is installed where its shell looks for it`() throws {
        try withScratch { folder in
            let places: [(Shell, String)] = [
                (.bash, ".local/share/bash-completion/completions/ledgerctl"),
                (.zsh, ".local/share/zsh/site-functions/_ledgerctl"),
                (.fish, ".config/fish/completions/ledgerctl.fish"),
            ]
            for (shell, place) in places {
                let line = "completion \(shell.rawValue) --install"
                let outcome = ctl(line, variables: ["HOME": folder])
                #expect(outcome.exit == .done && outcome.out.isEmpty, "\(outcome.err)")
                #expect(outcome.err.hasPrefix("wrote \(folder)/\(place)\n"))
                let written = try DurableFile.read("\(folder)/\(place)", bytesMax: 10_000)
                #expect(String(decoding: written, as: UTF8.self) == shell.script)
                #expect(ctl(line).exit == .configuration)
            }
        }
    }

    /// What bash makes of the script, with a program in its place that says what it was asked.
    @Test(
        arguments: [
            (
                "ledgerctl measure show mea", "<measure/> nospace",
                "---complete bash measure show mea"
            ),
            ("ledgerctl measure sh", "<show>", "---complete bash measure sh"),
            ("ledgerctl import x", "default", "---complete bash import x"),
            ("ledgerctl audit talk/", "<talk/a> <talk/b>", "---complete bash audit talk/"),
            ("ledgerctl none", "", "---complete bash none"),
        ])
    func `the script works in bash`(line: String, reply: String, asked: String) throws {
        try withScratch { folder in
            let stand = """
                #!/bin/sh
                echo "$*" >'\(folder)/asked'
                case "$*" in
                *mea) echo measure/ ;;
                *sh) echo show ;;
                *import*) echo :files ;;
                *talk/) echo talk/a; echo talk/b ;;
                esac
                """
            let program = "\(folder)/ledgerctl"
            try Data(stand.utf8).write(to: URL(filePath: program))
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
            try Data(Shell.bash.script.utf8).write(to: URL(filePath: "\(folder)/script"))
            let test = """
                source '\(folder)/script'
                compopt() { options+=" $2"; }
                COMP_WORDS=(\(line)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                "$(complete -p ledgerctl | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
                for word in "${COMPREPLY[@]}"; do printf '<%s> ' "$word"; done
                printf '%s' "${options# }"
                """
            let bash = try Spawn.run(
                ["/bin/bash", "--norc", "-c", test],
                environment: ["PATH": "\(folder):/usr/bin:/bin"]
            )
            let printed = String(decoding: bash.output, as: UTF8.self)
                .trimmingCharacters(in: .whitespaces)
            #expect(bash.status.isSuccess)
            #expect(printed == reply)
            let words = try String(contentsOfFile: "\(folder)/asked", encoding: .utf8)
            #expect(words == asked + "\n")
        }
    }
}
