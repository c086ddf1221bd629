import Glibc
import Platform

/// A directory of its own for one test, gone when the test is done.
final class Scratch {
    let path = "/tmp/ledgerd-test-\(SystemRandom.bytes(8).map { String($0, radix: 16) }.joined())"

    init() throws { try Directory.create(path, mode: 0o700) }

    deinit { try? Directory.removeTree(path, inside: "/tmp") }

    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }
}

/// The permission bits of `path` itself.
func mode(_ path: String) -> UInt32 {
    var found = stat()
    return unsafe lstat(path, &found) == 0 ? found.st_mode & 0o7777 : .max
}

/// Two connected sockets of `type`, which the caller closes.
func socketPair(_ type: __socket_type = SOCK_STREAM) -> (CInt, CInt) {
    var pair: [CInt] = [-1, -1]
    _ = unsafe socketpair(AF_UNIX, CInt(type.rawValue), 0, &pair)
    return (pair[0], pair[1])
}

/// Leaves a dead socket at `path`, as a daemon does that was killed.
///
/// Closing alone is not enough here: a child that another test is starting may hold the listener
/// for a moment more.
func leaveDeadSocket(_ path: String) throws {
    let listener = try UnixSocket.listen(path: path, mode: 0o600)
    shutdown(listener, CInt(SHUT_RDWR))
    close(listener)
}

func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
