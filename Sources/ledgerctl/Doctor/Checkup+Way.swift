import Ledger
import Platform

/// The way to the daemon: the socket, its folder, who listens, and what we are to him.
extension Checkup {
    static let way = [
        Checkup("socket", socket), Checkup("socket-mode", socketMode),
        Checkup("socket-folder", socketFolder), Checkup("socket-owner", socketOwner),
        Checkup("groups", groups),
    ]

    private static let start = "ledgerctl daemon start"
    private static let startSystem = "sudo systemctl start ledgerd"

    @Sendable private static func socket(_ patient: Patient) -> Diagnosis {
        guard let socket = patient.socket else {
            return .advice(
                "no daemon has a socket here, neither yours nor the system's",
                fix: start
            )
        }
        let fix = patient.isSystem ? startSystem : start
        switch patient.premises.listener(socket.path) {
        case .answers: return .ok("\(socket.path), found by: \(socket.reason)")
        case .missing: return .wrong("there is no socket \(socket.path)", fix: fix)
        case .refuses:
            return .wrong(
                "nobody listens on \(socket.path): its daemon ended without removing it",
                fix: "\(fix)   (it takes the name over by itself)"
            )
        case .closed:
            return .wrong(
                "you may not connect to \(socket.path)",
                fix: "sudo adduser \(patient.premises.userName) ledgerd-read, then log in again"
            )
        case .other(let reason):
            return .wrong(reason, fix: "see what stands at \(socket.path), then: \(fix)")
        }
    }

    /// Looks at the socket or its folder; nil and the reason if there is nothing to look at.
    private static func facts(
        _ patient: Patient,
        ofFolder: Bool = false
    ) -> (path: String, facts: FileFacts?, why: String) {
        guard var path = patient.socket?.path else { return ("", nil, "there is no socket") }
        if ofFolder {
            let cut = path.lastIndex(of: "/") ?? path.startIndex
            path = cut == path.startIndex ? (path.hasPrefix("/") ? "/" : ".") : String(path[..<cut])
        }
        do throws(SystemError) {
            return (path, try patient.premises.facts(path), "there is no \(path)")
        } catch { return (path, nil, error.description) }
    }

    @Sendable private static func socketMode(_ patient: Patient) -> Diagnosis {
        let (path, found, why) = facts(patient)
        guard let found else { return .skipped(why) }
        guard found.kind == .socket else {
            return .wrong("\(path) is no socket", fix: "move it away and start the daemon")
        }
        let open = patient.isSystem ? 0o007 : 0o077 as UInt32
        guard found.mode & open == 0 else {
            return .wrong(
                "\(path) has mode \(found.octal), so others may connect",
                fix: "chmod \(patient.isSystem ? "0660" : "0600") \(path)"
            )
        }
        return .ok("mode \(found.octal)")
    }

    @Sendable private static func socketFolder(_ patient: Patient) -> Diagnosis {
        let (path, found, why) = facts(patient, ofFolder: true)
        guard let found else { return .skipped(why) }
        guard found.kind == .directory else {
            return .wrong("\(path) is no folder", fix: "name the socket by its real path")
        }
        // Who may write there can put a socket of his own in the place of this one.
        guard found.mode & 0o022 == 0 else {
            return .wrong(
                "\(path) has mode \(found.octal), so others may put a socket of theirs there",
                fix: "chmod \(patient.isSystem ? "0750" : "0700") \(path)"
            )
        }
        if !patient.isSystem, ![patient.premises.user, 0].contains(found.uid) {
            return .wrong(
                "\(path) belongs to uid \(found.uid)",
                fix: "set XDG_RUNTIME_DIR to a folder of your own"
            )
        }
        return .ok("\(path) has mode \(found.octal)")
    }

    @Sendable private static func socketOwner(_ patient: Patient) -> Diagnosis {
        let (_, folder, why) = facts(patient, ofFolder: true)
        guard let path = patient.socket?.path, let folder else { return .skipped(why) }
        guard case .answers(let uid) = patient.premises.listener(path) else {
            return .skipped("nobody answers")
        }
        let name = uid == patient.premises.user ? "you" : "uid \(uid)"
        // Of a socket that the service manager opened, the listener is root.
        guard uid == 0 || uid == folder.uid else {
            return .wrong(
                "\(name) listens, but the folder belongs to uid \(folder.uid): a false daemon?",
                fix: "ask whoever administers this host before you type anything into it"
            )
        }
        return .ok("\(uid == 0 ? "root" : name) listens, as the folder's owner lets expect")
    }

    /// The roles, lowest first, with their groups.
    private static let roles = [
        ("reader", "ledgerd-read"), ("author", "ledgerd-write"), ("editor", "ledgerd-edit"),
        ("admin", "ledgerd-admin"),
    ]

    @Sendable private static func groups(_ patient: Patient) -> Diagnosis {
        let host = patient.premises
        let told = patient.answers?.status["account"]?["role"]?.text
        guard patient.isSystem || host.groupID("ledgerd-read") != nil else {
            return told.map { .ok("a ledger of your own: you are \($0)") }
                ?? .skipped("there are no groups of ledgerd on this host")
        }
        guard patient.isSystem else { return .ok("a ledger of your own needs no group") }
        if host.user == 0 { return .ok("root reads and administers, and never appends") }
        guard let now = host.groupsOfAccount else {
            return .wrong(
                "the system knows no account with uid \(host.user)",
                fix: "getent passwd \(host.user)"
            )
        }
        let both = Set(host.groupsOfProcess).intersection(now)
        let has = { (groups: Set<UInt32>) in
            roles.last { host.groupID($0.1).map(groups.contains) ?? false }
        }
        let (mine, current, login) = (has(both), has(Set(now)), has(Set(host.groupsOfProcess)))
        if let current, current.0 != mine?.0 {
            return .wrong(
                "you were put into \(current.1) after this login, which does not have it yet",
                fix: "log out and in again, or for this shell: newgrp \(current.1)"
            )
        }
        if let login, login.0 != mine?.0 {
            return .advice(
                "this login still has \(login.1), from which you were removed; it does not count",
                fix: "log out and in again"
            )
        }
        guard let mine else {
            return .wrong(
                "you are in none of ledgerd's groups",
                fix: "sudo adduser \(host.userName) ledgerd-read, then log in again"
            )
        }
        guard let told, told != mine.0 else {
            return .ok("you are in \(mine.1)" + (told.map { ": \($0)" } ?? ""))
        }
        return .wrong(
            "you are in \(mine.1), and the daemon takes you for \(told)",
            fix: "compare, as the daemon's account: getent group \(mine.1)"
        )
    }
}
