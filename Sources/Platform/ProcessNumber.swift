internal import Glibc

/// The process's own number.
public enum ProcessNumber {
    /// The pid of this process.
    public static var current: Int32 { getpid() }
}
