// The list is C's global variable: read, never written here, and only by ``current``.
@unsafe @preconcurrency import Glibc

/// The environment this process was given.
public enum ProcessEnvironment {
    /// All variables; the first of two with one name counts.
    ///
    /// Read it once, at the start: another thread's setenv(3) would move the list away.
    public static var current: [String: String] {
        var result: [String: String] = [:]
        var next = unsafe environ
        while let entry = unsafe next.pointee {
            let text = unsafe String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                let name = String(text[..<equals])
                if result[name] == nil { result[name] = String(text[text.index(after: equals)...]) }
            }
            unsafe next += 1
        }
        return result
    }
}
