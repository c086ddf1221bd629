import Ledger
import Platform

@testable import ledgerctl

/// A host, a desk and a daemon with which all is well.
enum SoundHost {
    static let system = SocketChoice(path: SocketChoice.system, reason: "the system's")
    static let own = SocketChoice(path: "/run/user/7/ledgerd/ledgerd.sock", reason: "yours")
    static let now: Int64 = 1_542_672_000

    /// Groups as an administrator makes them.
    static let groups =
        [
            "ledgerd-read": 501, "ledgerd-write": 502, "ledgerd-edit": 503, "ledgerd-admin": 504,
        ] as [String: UInt32]

    /// A host on which all is well.
    static var host: Premises {
        var host = Premises()
        host.user = 7
        host.userName = "ada"
        host.groupsOfProcess = [7, 502]
        host.groupsOfAccount = [7, 502]
        host.groupID = { groups[$0] }
        host.listener = { _ in .answers(uid: 7) }
        host.freeBytes = { _ throws(SystemError) in 500 << 30 }
        host.facts = { path throws(SystemError) in
            switch path {
            case own.path: FileFacts(kind: .socket, mode: 0o600, uid: 7)
            case system.path: FileFacts(kind: .socket, mode: 0o660, uid: 90)
            case "/run/user/7/ledgerd": FileFacts(kind: .directory, mode: 0o700, uid: 7)
            case "/run/ledgerd": FileFacts(kind: .directory, mode: 0o750, uid: 7)
            case "/data": FileFacts(kind: .directory, mode: 0o700, uid: 7)
            case "/data/ledger/key": FileFacts(kind: .file, mode: 0o400, uid: 7)
            case "/etc/bash_completion.d/ledgerctl": FileFacts(kind: .file, mode: 0o644, uid: 0)
            default: nil
            }
        }
        return host
    }

    static let status = #"""
        {"schema":"ledger.status/1","version":"\#(Version.current)","ledger":"desk.example/l",
         "uptime_s":100,"data":"/data","account":{"uid":7,"name":"ada","role":"author"}}
        """#

    static let figures = """
        # HELP ledgerd_info Always 1; the labels say what runs.
        ledgerd_info{version="1",rules="\(Rules.version)",origin="desk.example/l"} 1
        ledgerd_queue_requests 2
        ledgerd_writer_answers 1
        ledgerd_clock_suspect 0
        ledgerd_last_record_timestamp_seconds \(now - 60).25
        ledgerd_map_bytes{file="log"} 1000
        ledgerd_used_bytes{file="log"} 300
        ledgerd_map_bytes{file="views"} 4000
        ledgerd_used_bytes{file="views"} 400
        ledgerd_disk_free_bytes 500000000000
        ledgerd_last_backup_timestamp_seconds \(now - 3_600)

        """

    static let desk = [
        "HOME": "/home/ada", "LANG": "de_DE.UTF-8", "SHELL": "/bin/bash",
    ]
}
