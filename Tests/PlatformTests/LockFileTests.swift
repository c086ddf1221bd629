import Glibc
import Platform
import Testing

struct LockFileTests {
    @Test func `a lock holds against this process and others until it is let go`() throws {
        let scratch = try Scratch()
        let path = scratch("lock")
        do {
            let lock = try LockFile(path: path)
            #expect(mode(path) == 0o600)
            #expect(try text(DurableFile.read(path, bytesMax: 20)) == "\(getpid())\n")
            #expect(throws: LockError.held(path: path, pid: getpid())) { try LockFile(path: path) }
            #expect(try Spawn.run(["flock", "-n", path, "true"]).status == .exited(code: 1))
            withExtendedLifetime(lock) {}
        }
        #expect(try Spawn.run(["flock", "-n", path, "true"]).status.isSuccess)
        _ = try LockFile(path: path)
    }

    @Test func `the holder may be unknown, and the error says who or that`() throws {
        let scratch = try Scratch()
        let path = scratch("lock")
        try DurableFile.write(Array("what\n".utf8), to: path)
        let script = "echo ready > \(scratch("ready")); exec sleep 60"
        let holder = try Spawn.daemon(
            "/usr/bin/env",
            arguments: ["flock", "--no-fork", "-n", path, "sh", "-c", script],
            logFile: scratch("log")
        )
        for _ in 0..<20_000 where !DurableFile.exists(scratch("ready")) { usleep(1_000) }
        let error = LockError.held(path: path, pid: nil)
        #expect(throws: error) { try LockFile(path: path) }
        #expect(error.description == "\(path) is held by another process")
        kill(holder, SIGKILL)
        _ = waitpid(holder, nil, 0)
        _ = try LockFile(path: path)
    }

    @Test func `a link or a directory is no lock`() throws {
        let scratch = try Scratch()
        try DurableFile.write([], to: scratch("file"))
        _ = unsafe symlink(scratch("file"), scratch("link"))
        for path in [scratch("link"), scratch.path, scratch("missing/lock")] {
            #expect(throws: LockError.self) { try LockFile(path: path) }
        }
    }
}
