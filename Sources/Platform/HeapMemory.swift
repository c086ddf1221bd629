internal import CGlibc

/// What the C library keeps of memory that nobody uses any more.
///
/// glibc gives freed memory back to the system only at the end of a heap, and each thread may get
/// a heap of its own; after a question that folded a million rows, gigabytes stayed. See
/// `malloc_trim(3)` and `mallopt(3)`.
public enum HeapMemory {
    /// Lets threads share so many heaps; call it before the first thread starts.
    public static func limitHeaps(to count: CInt) { _ = mallopt(M_ARENA_MAX, count) }

    /// Gives whole free pages back to the system; takes milliseconds for each gigabyte in use.
    public static func giveBack() { _ = malloc_trim(0) }
}
