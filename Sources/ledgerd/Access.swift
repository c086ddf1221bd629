import Ledger
import Platform

/// What the account at the other end of a connection may do: the one table of roles.
///
/// Deny by default. In a per-user ledger the daemon's own account, root included, has every role.
/// In a system ledger the roles are Unix groups, and root administers but does not author: an
/// append under `sudo` would hide who made it.
struct Access: Sendable {
    /// The roles, each with the group that gives it; a role includes the ones before it.
    enum Role: String, CaseIterable, Comparable {
        case none, reader, author, editor, admin

        /// The group whose members have the role.
        var group: String? {
            switch self {
            case .none: nil
            case .reader: "ledgerd-read"
            case .author: "ledgerd-write"
            case .editor: "ledgerd-edit"
            case .admin: "ledgerd-admin"
            }
        }

        static func < (a: Role, b: Role) -> Bool {
            (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
        }
    }

    /// Whether it is one user's own ledger.
    let isPerUser: Bool
    /// The daemon's account.
    let owner = Account.current

    /// The highest role of an account, by the groups it had when it connected and those it has
    /// now: the smaller set wins.
    func role(of peer: Peer) -> Role {
        if isPerUser { return peer.uid == owner ? .admin : .none }
        if peer.uid == 0 { return .admin }
        guard let now = Account.groups(ofUser: peer.uid) else { return .none }
        let both = Set(peer.groups + [peer.gid]).intersection(now)
        let given = Role.allCases.filter { role in
            guard let group = role.group, let number = Account.groupID(named: group) else {
                return false
            }
            return both.contains(number)
        }
        return given.max() ?? .none
    }

    /// What the role means for appending.
    func permission(of peer: Peer) -> Submission.Permission {
        if !isPerUser, peer.uid == 0 { return .reader }
        switch role(of: peer) {
        case .none, .reader: return .reader
        case .author: return .author
        case .editor, .admin: return .editor
        }
    }

    /// Refuses an account that may not even read.
    func mayRead(_ peer: Peer) throws(Refusal) {
        guard role(of: peer) >= .reader else {
            throw Refusal(
                .notPermitted,
                "not permitted: you are uid \(peer.uid); reading needs the group 'ledgerd-read'"
            )
        }
    }

    /// Refuses an account that does not administer.
    func mayAdminister(_ peer: Peer) throws(Refusal) {
        guard role(of: peer) == .admin else {
            throw Refusal(
                .notPermitted,
                "not permitted: you are uid \(peer.uid); this needs the group 'ledgerd-admin'"
            )
        }
    }

    /// Refuses an account that may not append.
    func mayAppend(_ peer: Peer) throws(Refusal) {
        guard permission(of: peer) >= .author else {
            let name = Account.name(ofUser: peer.uid) ?? "uid \(peer.uid)"
            throw Refusal(
                .notPermitted,
                "not permitted: you are '\(name)' (uid \(peer.uid)); appending needs the group "
                    + "'ledgerd-write'",
                details: [.init("hint", .string("sudo adduser \(name) ledgerd-write"))]
            )
        }
    }
}
