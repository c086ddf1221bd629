import Glibc

/// What the system's account database (NSS) says now about users and groups.
///
/// Nil means "no such account" and "the database did not answer" alike: whoever decides about
/// rights must deny in both cases.
public enum Account {
    /// The effective user of this process.
    public static var current: UInt32 { geteuid() }

    /// The name of a user.
    public static func name(ofUser uid: UInt32) -> String? { entry(ofUser: uid)?.name }

    /// The home directory of a user, for when `HOME` is unset.
    public static func home(ofUser uid: UInt32) -> String? { entry(ofUser: uid)?.home }

    /// The number of the group of this name.
    public static func groupID(named name: String) -> UInt32? {
        var record = unsafe group()
        return unsafe lookUp { buffer in
            guard let start = buffer.baseAddress else { return (ERANGE, nil) }
            var found: UnsafeMutablePointer<group>?
            let code = unsafe getgrnam_r(
                name,
                &record,
                start,
                buffer.count,
                &found
            )
            return unsafe (code, found.map { unsafe $0.pointee.gr_gid })
        }
    }

    /// The groups a user belongs to now, the primary one included, in ascending order.
    ///
    /// A process keeps the groups it started with; this is what it would get today.
    public static func groups(ofUser uid: UInt32) -> [UInt32]? {
        guard let entry = entry(ofUser: uid) else { return nil }
        var count: CInt = 64
        while count <= groupsMax {
            var groups = [UInt32](repeating: 0, count: Int(count))
            let room = count
            if unsafe getgrouplist(entry.name, entry.gid, &groups, &count) >= 0 {
                return Set(groups.prefix(Int(count))).sorted()
            }
            count = max(count, room * 2)
        }
        return nil
    }

    /// The groups that this process really has, the effective one included, in ascending order.
    ///
    /// They were given at login: who was put into a group since has to log in again.
    public static var groupsOfProcess: [UInt32] {
        let count = getgroups(0, nil)
        var groups = [UInt32](repeating: 0, count: Int(max(0, count)))
        let found = unsafe getgroups(CInt(groups.count), &groups)
        return Set(groups.prefix(Int(max(0, found))) + [getegid()]).sorted()
    }

    /// The kernel's own limit on the groups of a process (`NGROUPS_MAX`).
    private static let groupsMax: CInt = 65_536

    private struct Entry {
        let name: String
        let gid: UInt32
        let home: String
    }

    private static func entry(ofUser uid: UInt32) -> Entry? {
        var record = unsafe passwd()
        return unsafe lookUp { buffer in
            guard let start = buffer.baseAddress else { return (ERANGE, nil) }
            var found: UnsafeMutablePointer<passwd>?
            let code = unsafe getpwuid_r(
                uid,
                &record,
                start,
                buffer.count,
                &found
            )
            guard let entry = unsafe found?.pointee, let name = unsafe entry.pw_name,
                let home = unsafe entry.pw_dir
            else { return (code, nil) }
            return unsafe (
                code,
                Entry(name: String(cString: name), gid: entry.pw_gid, home: String(cString: home))
            )
        }
    }

    /// Calls `body` with more and more room for the strings of the record, up to 1 MiB.
    private static func lookUp<R>(
        _ body: (UnsafeMutableBufferPointer<CChar>) -> (code: CInt, found: R?)
    ) -> R? {
        var size = 1 << 10
        while size <= 1 << 20 {
            let answer = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) {
                unsafe body($0)
            }
            switch answer.code {
            case ERANGE: size *= 4
            case EINTR: continue
            default: return answer.found
            }
        }
        return nil
    }
}
