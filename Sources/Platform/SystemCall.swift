import Glibc

/// How calls are made here: again after a signal, and with a typed error.
enum SystemCall {
    /// Runs `body` until it is not interrupted by a signal; a negative result becomes an error.
    @discardableResult
    static func check(
        _ call: String,
        path: String? = nil,
        _ body: () -> Int
    ) throws(SystemError) -> Int {
        while true {
            let result = body()
            if result >= 0 { return result }
            let code = errno
            guard code == EINTR else { throw SystemError(call: call, errno: code, path: path) }
        }
    }

    /// Opens `path`; the descriptor never leaks into a child.
    static func open(
        _ path: String,
        _ flags: CInt,
        mode: UInt32 = 0
    ) throws(SystemError) -> Descriptor {
        try refuseZero(path, call: "open")
        let raw = try check("open", path: path) {
            Int(unsafe Glibc.open(path, flags | O_CLOEXEC, mode))
        }
        return Descriptor(CInt(raw))
    }

    /// The attributes of `path` itself, not of what a link there points to.
    static func attributes(_ path: String) throws(SystemError) -> stat {
        try refuseZero(path, call: "lstat")
        var result = stat()
        try check("lstat", path: path) { Int(unsafe lstat(path, &result)) }
        return result
    }

    /// C would silently cut the path at a NUL, and act on another file than the one named.
    static func refuseZero(_ path: String, call: String) throws(SystemError) {
        if path.utf8.contains(0) { throw SystemError(call: call, errno: EINVAL, path: path) }
    }
}
