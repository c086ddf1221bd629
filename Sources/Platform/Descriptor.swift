import Glibc

/// A file descriptor with one owner, closed when the owner is done.
struct Descriptor: ~Copyable {
    let raw: CInt

    init(_ raw: CInt) {
        precondition(raw >= 0, "a failed call is an error, not a descriptor")
        self.raw = raw
    }

    deinit { close(raw) }

    /// Hands the descriptor over; from here on the caller closes it.
    consuming func release() -> CInt {
        let raw = raw
        discard self
        return raw
    }
}
