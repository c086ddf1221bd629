import Glibc
import Platform

/// The host that a doctor looks at: a value, so that tests give another one.
struct Premises {
    /// What somebody at a socket is.
    enum Listener: Equatable {
        /// It answers; the account is the one that listens.
        case answers(uid: UInt32)
        /// A socket that nobody listens on.
        case refuses
        case missing
        /// We may not connect.
        case closed
        case other(String)
    }

    var user: UInt32 = 0
    var userName = "you"
    /// The groups that this process was given at login.
    var groupsOfProcess: [UInt32] = []
    /// Those that the account has now; nil if the system knows no such account.
    var groupsOfAccount: [UInt32]?
    var groupID: (String) -> UInt32? = { _ in nil }
    var facts: (String) throws(SystemError) -> FileFacts? = { _ throws(SystemError) in nil }
    var names: (String) throws(SystemError) -> [String] = { _ throws(SystemError) in [] }
    /// A small file as text; nil if it cannot be read.
    var text: (String) -> String? = { _ in nil }
    var listener: (String) -> Listener = { _ in .missing }
    var filesystem: (String) throws(SystemError) -> Filesystem.Kind = {
        _ throws(SystemError) in .ext4
    }
    var freeBytes: (String) throws(SystemError) -> UInt64 = { _ throws(SystemError) in .max }

    /// The host of this process.
    static func ofProcess(_ surroundings: Surroundings) -> Premises {
        Premises(
            user: surroundings.user,
            userName: Account.name(ofUser: surroundings.user) ?? "uid \(surroundings.user)",
            groupsOfProcess: Account.groupsOfProcess,
            groupsOfAccount: Account.groups(ofUser: surroundings.user),
            groupID: Account.groupID(named:),
            facts: { path throws(SystemError) in try FileFacts.of(path) },
            names: { path throws(SystemError) in try Directory.list(path) },
            text: { path in
                let bytes = try? DurableFile.read(path, bytesMax: 1 << 20)
                return bytes.map { String(decoding: $0, as: UTF8.self) }
            },
            listener: listener,
            filesystem: { path throws(SystemError) in try Filesystem.kind(of: path) },
            freeBytes: { path throws(SystemError) in try Filesystem.freeBytes(path) }
        )
    }

    private static func listener(_ path: String) -> Listener {
        do throws(SocketError) {
            let descriptor = try UnixSocket.connect(path: path)
            defer { close(descriptor) }
            guard let uid = try? UnixSocket.peerUID(descriptor) else {
                return .other("the kernel does not say who listens")
            }
            return .answers(uid: uid)
        } catch {
            guard case .system(let reason) = error else { return .other(error.description) }
            switch reason.errno {
            case ECONNREFUSED: return .refuses
            case ENOENT: return .missing
            case EACCES, EPERM: return .closed
            default: return .other(reason.description)
            }
        }
    }
}
