import Glibc
import Platform
import Testing

struct PeerTests {
    @Test func `a pair of sockets sees this process on both ends`() throws {
        let (near, far) = socketPair()
        defer {
            close(near)
            close(far)
        }
        for end in [near, far] {
            let peer = try Peer(socket: end)
            #expect(peer.pid == getpid())
            #expect(peer.uid == geteuid())
            #expect(peer.gid == getegid())
            #expect(Set(peer.groups) == ownGroups())
        }
    }

    @Test func `a connection over a path shows both ends who the other is`() throws {
        let scratch = try Scratch()
        let listener = try UnixSocket.listen(path: scratch("s"), mode: 0o600)
        let client = try UnixSocket.connect(path: scratch("s"))
        let server = accept(listener, nil, nil)
        defer { [listener, client, server].forEach { close($0) } }
        #expect(try Peer(socket: server).pid == getpid())
        #expect(try Peer(socket: server).uid == Account.current)
        #expect(try UnixSocket.peerUID(client) == Account.current)
    }

    @Test func `what has no peer is refused`() throws {
        let lonely = socket(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0)
        let network = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        let file = unsafe open("/dev/null", O_RDONLY)
        defer { [lonely, network, file].forEach { close($0) } }
        for (descriptor, reason) in [(lonely, ENOTCONN), (network, ENOTCONN), (file, ENOTSOCK)] {
            let error = #expect(throws: SystemError.self) { try Peer(socket: descriptor) }
            #expect(error?.errno == reason)
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func `more groups than the first guess are all read`()
        async
    {
        await #expect(processExitsWith: .success) {
            let many = (1...300).map { gid_t($0) }
            guard unsafe setgroups(many.count, many) == 0 else { exit(1) }
            let (near, _) = socketPair()
            exit(try Set(Peer(socket: near).groups) == Set(many) ? 0 : 2)
        }
    }

    private func ownGroups() -> Set<UInt32> {
        var groups = [gid_t](repeating: 0, count: 65_536)
        let count = unsafe getgroups(CInt(groups.count), &groups)
        return Set(groups.prefix(Int(count)))
    }
}

struct AccountTests {
    @Test func `root is root everywhere`() {
        #expect(Account.name(ofUser: 0) == "root")
        #expect(Account.groupID(named: "root") == 0)
        #expect(Account.home(ofUser: 0)?.hasPrefix("/") == true)
        #expect(Account.current == geteuid())
    }

    @Test func `nobody has these numbers and names`() {
        #expect(Account.name(ofUser: 3_999_999_999) == nil)
        #expect(Account.groups(ofUser: 3_999_999_999) == nil)
        #expect(Account.groupID(named: "no such group") == nil)
        #expect(Account.groupID(named: "") == nil)
    }

    @Test func `the groups of a user are those that id prints`() throws {
        for uid: UInt32 in [0, 1, 65_534] {
            let printed = try Spawn.run(["id", "-G", Account.name(ofUser: uid) ?? "?"])
            let words = text(printed.output).split { $0 == " " || $0 == "\n" }
            #expect(Account.groups(ofUser: uid) == words.compactMap { UInt32($0) }.sorted())
        }
    }
}
