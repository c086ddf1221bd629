import Glibc

/// The address of a Unix socket: a path, or an abstract name in the network namespace.
struct UnixAddress {
    private var storage = sockaddr_un()
    private var length = socklen_t(0)

    /// A path of at most ``UnixSocket/pathBytesMax`` bytes without a NUL.
    init?(path: String) {
        guard !path.isEmpty, path.utf8.count <= UnixSocket.pathBytesMax, !path.utf8.contains(0)
        else { return nil }
        // The kernel wants room for the NUL that ends a path.
        fill(Array(path.utf8), length: path.utf8.count + 1)
    }

    /// An abstract name, which the kernel writes with a NUL in front and counts exactly.
    init?(abstract name: String) {
        guard !name.isEmpty, name.utf8.count <= UnixSocket.pathBytesMax else { return nil }
        fill([0] + Array(name.utf8), length: name.utf8.count + 1)
    }

    private mutating func fill(_ bytes: [UInt8], length: Int) {
        storage.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &storage.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let header = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: storage.sun_path)
        self.length = socklen_t(header + length)
    }

    /// Lends the address in the form that bind(2), connect(2) and sendto(2) take.
    func with<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        unsafe withUnsafePointer(to: storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, length)
            }
        }
    }
}
