import Glibc
import Testing

@testable import Platform

struct SocketTests {
    @Test(arguments: [0o600, 0o660, 0o666] as [UInt32])
    func `a socket is born with its mode`(_ wanted: UInt32) throws {
        let scratch = try Scratch()
        let listener = try UnixSocket.listen(path: scratch("s"), mode: wanted)
        defer { close(listener) }
        #expect(mode(scratch("s")) == wanted)
        #expect(fcntl(listener, F_GETFD) == FD_CLOEXEC)
    }

    @Test func `bytes cross it`() throws {
        let scratch = try Scratch()
        let listener = try UnixSocket.listen(path: scratch("s"), mode: 0o600)
        let client = try UnixSocket.connect(path: scratch("s"))
        let server = accept(listener, nil, nil)
        defer { [listener, server].forEach { close($0) } }
        try Output.writeAll(client, Array("hello".utf8))
        close(client)
        #expect(try text(Input.readAll(server, bytesMax: 100)) == "hello")
    }

    @Test func `a path may have 107 bytes and no more`() throws {
        let scratch = try Scratch()
        let room = UnixSocket.pathBytesMax - scratch("").utf8.count
        let longest = scratch(String(repeating: "s", count: room))
        close(try UnixSocket.listen(path: longest, mode: 0o600))
        let tooLong = SocketError.pathTooLong(path: longest + "s", bytes: 108)
        #expect(throws: tooLong) { try UnixSocket.listen(path: longest + "s", mode: 0o600) }
        #expect(throws: tooLong) { try UnixSocket.connect(path: longest + "s") }
        #expect(
            tooLong.description.contains("108 bytes; a Unix socket's path may have at most 107")
        )
        for path in ["", "a\0b"] {
            #expect(throws: SocketError.self) { try UnixSocket.listen(path: path, mode: 0o600) }
        }
    }

    @Test func `a socket left by the dead is replaced`() throws {
        let scratch = try Scratch()
        try leaveDeadSocket(scratch("s"))
        #expect(DurableFile.exists(scratch("s")))
        let listener = try UnixSocket.listen(path: scratch("s"), mode: 0o660)
        defer { close(listener) }
        close(try UnixSocket.connect(path: scratch("s")))
        #expect(mode(scratch("s")) == 0o660)
    }

    @Test func `a living socket is left alone, even when its queue is full`() throws {
        let scratch = try Scratch()
        let listener = try UnixSocket.listen(path: scratch("s"), mode: 0o600, backlog: 0)
        let first = try UnixSocket.connect(path: scratch("s"))
        defer { [listener, first].forEach { close($0) } }
        let full = #expect(throws: SocketError.self) {
            try UnixSocket.connect(path: scratch("s"), milliseconds: 20)
        }
        let reason = SystemError(call: "connect", errno: EAGAIN, path: scratch("s"))
        #expect(full == .system(reason))
        #expect(throws: SocketError.occupied(path: scratch("s"), by: .liveSocket)) {
            try UnixSocket.listen(path: scratch("s"), mode: 0o600)
        }
    }

    @Test func `whatever else stands at the path is named and kept`() throws {
        let scratch = try Scratch()
        try DurableFile.write([1], to: scratch("file"))
        try Directory.create(scratch("directory"))
        _ = unsafe symlink("nowhere", scratch("link"))
        _ = unsafe mkfifo(scratch("pipe"), 0o600)
        let table: [(String, SocketError.Occupant)] = [
            ("file", .file), ("directory", .directory), ("link", .symbolicLink), ("pipe", .other),
        ]
        for (name, occupant) in table {
            #expect(throws: SocketError.occupied(path: scratch(name), by: occupant)) {
                try UnixSocket.listen(path: scratch(name), mode: 0o600)
            }
            #expect(DurableFile.exists(scratch(name)))
        }
    }

    @Test func `a datagram socket does not refuse, so it stays`() throws {
        let scratch = try Scratch()
        let other = try boundDatagram(scratch("s"))
        defer { close(other) }
        #expect(throws: SocketError.occupied(path: scratch("s"), by: .liveSocket)) {
            try UnixSocket.listen(path: scratch("s"), mode: 0o600)
        }
    }

    @Test(.enabled(if: geteuid() == 0)) func `another user's dead socket stays`() throws {
        let scratch = try Scratch()
        try leaveDeadSocket(scratch("s"))
        _ = unsafe chown(scratch("s"), 12_345, 12_345)
        #expect(throws: SocketError.occupied(path: scratch("s"), by: .socketOfUser(uid: 12_345))) {
            try UnixSocket.listen(path: scratch("s"), mode: 0o600)
        }
    }

    @Test func `connecting tells nobody there from nothing there`() throws {
        let scratch = try Scratch()
        try leaveDeadSocket(scratch("dead"))
        for (name, reason) in [("dead", ECONNREFUSED), ("missing", ENOENT)] {
            let error = SystemError(call: "connect", errno: reason, path: scratch(name))
            #expect(throws: SocketError.system(error)) {
                try UnixSocket.connect(path: scratch(name))
            }
        }
    }

    @Test func `listeners made at once all get their mode and the umask comes back`() async throws {
        let scratch = try Scratch()
        let paths = (0..<8).map { scratch("s\($0)") }
        await withTaskGroup(of: Void.self) { group in
            for path in paths {
                group.addTask {
                    if let listener = try? UnixSocket.listen(path: path, mode: 0o666) {
                        close(listener)
                    }
                }
            }
        }
        #expect(paths.map { mode($0) } == Array(repeating: 0o666, count: 8))
    }

    @Test func `a descriptor meant for another process, or none, is not taken`() throws {
        #expect(try UnixSocket.inheritedListener(environment: [:]) == nil)
        #expect(try UnixSocket.inheritedListener(environment: ["LISTEN_FDS": "1"]) == nil)
        let other = ["LISTEN_PID": "1", "LISTEN_FDS": "1"]
        #expect(try UnixSocket.inheritedListener(environment: other) == nil)
        let two = ["LISTEN_PID": String(getpid()), "LISTEN_FDS": "2"]
        #expect(throws: SocketError.inheritedCount("2")) {
            try UnixSocket.inheritedListener(environment: two)
        }
    }

    @Test func `only a listening Unix stream socket can be taken over`() throws {
        let scratch = try Scratch()
        let listener = try UnixSocket.listen(path: scratch("s"), mode: 0o600)
        let datagram = try boundDatagram(scratch("d"))
        let file = unsafe open("/dev/null", O_RDONLY)
        let network = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        let (near, far) = socketPair()
        defer { [listener, datagram, file, network, near, far].forEach { close($0) } }
        #expect(UnixSocket.isListener(listener))
        for other in [datagram, file, network, near] { #expect(!UnixSocket.isListener(other)) }
    }
}

/// A bound datagram socket, which the caller closes.
func boundDatagram(_ path: String) throws -> CInt {
    try bound(try #require(UnixAddress(path: path)))
}

/// The same under an abstract name.
func boundDatagram(abstract name: String) throws -> CInt {
    try bound(try #require(UnixAddress(abstract: name)))
}

private func bound(_ address: UnixAddress) throws -> CInt {
    let raw = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue), 0)
    #expect(unsafe address.with { unsafe bind(raw, $0, $1) } == 0)
    return raw
}
