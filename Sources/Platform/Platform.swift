/// # Platform: the few system calls that Swift lacks on Linux
///
/// Pure Glibc, no dependency, no knowledge of ledgers. Besides `LMDB` this is the only target in
/// which `unsafe` may appear, so that every pointer handed to the kernel can be read in one folder.
///
/// Read in this order:
/// 1. ``SystemError``: the one way a call fails here.
/// 2. ``UnixSocket``, ``Peer``, ``Account``: who is at the other end, and may they be.
/// 3. ``LockFile``, ``DurableFile``, ``Directory``, ``Filesystem``: bytes that survive a power cut.
/// 4. ``Spawn``, ``ServiceManager``, ``StandardStreams``: being, and starting, a process.
/// 5. ``Terminal``, ``Output``, ``Input``: talking to a person or a pipe.
/// 6. ``SystemClock``, ``SystemRandom``, ``UTC``, ``LocalDay``, ``XDG``: what the core is given.
///
/// Descriptors cross the public interface as plain `CInt`, because event loops want them so;
/// inside, a noncopyable `Descriptor` closes them on every path. Nothing from outside traps.
enum Platform {}
