import Glibc
import Testing

@testable import Platform

struct DurableFileTests {
    @Test func `a file is written whole, with its mode, and replaced`() throws {
        let scratch = try Scratch()
        let large = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        for (bytes, wanted) in [([], 0o600), (large, 0o666), ([7], 0o400)] as [([UInt8], UInt32)] {
            try DurableFile.write(bytes, to: scratch("f"), mode: wanted)
            #expect(try DurableFile.read(scratch("f"), bytesMax: large.count) == bytes)
            #expect(mode(scratch("f")) == wanted)
        }
        #expect(try Directory.list(scratch.path) == ["f"])
    }

    @Test func `a write that fails leaves nothing behind`() throws {
        let scratch = try Scratch()
        try Directory.create(scratch("d"))
        for name in ["d", "missing/f", "a\0b"] {
            #expect(throws: SystemError.self) { try DurableFile.write([1], to: scratch(name)) }
        }
        #expect(try Directory.list(scratch.path) == ["d"])
    }

    @Test func `a file over the limit is refused`() throws {
        let scratch = try Scratch()
        try DurableFile.write([1, 2, 3], to: scratch("f"))
        #expect(try DurableFile.read(scratch("f"), bytesMax: 3) == [1, 2, 3])
        #expect(throws: SystemError(call: "read", errno: EFBIG, path: scratch("f"))) {
            try DurableFile.read(scratch("f"), bytesMax: 2)
        }
        #expect(throws: SystemError.self) { try DurableFile.read("/dev/zero", bytesMax: 1 << 20) }
    }

    @Test func `an error is a sentence`() throws {
        let error = #expect(throws: SystemError.self) {
            try DurableFile.read("/no/such", bytesMax: 1)
        }
        #expect(error?.description == "open failed on /no/such: No such file or directory")
        #expect(error?.isMissing == true)
        let bare = SystemError(call: "fsync", errno: EIO)
        #expect(bare.description == "fsync failed: Input/output error")
    }

    @Test func `rename and remove`() throws {
        let scratch = try Scratch()
        try Directory.create(scratch("d"))
        try DurableFile.write([1], to: scratch("a"))
        try DurableFile.rename(scratch("a"), to: scratch("d/b"))
        #expect(!DurableFile.exists(scratch("a")))
        #expect(DurableFile.exists(scratch("d/b")))
        try DurableFile.sync(scratch("d/b"))
        try DurableFile.remove(scratch("d/b"))
        try DurableFile.remove(scratch("d/b"))
        #expect(throws: SystemError.self) { try DurableFile.remove(scratch("d")) }
        #expect(throws: SystemError.self) { try DurableFile.rename(scratch("x"), to: scratch("y")) }
    }
}

struct DirectoryTests {
    @Test func `a directory gets exactly its mode, once`() throws {
        let scratch = try Scratch()
        #expect(try Directory.create(scratch("d"), mode: 0o777))
        #expect(mode(scratch("d")) == 0o777)
        #expect(try !Directory.create(scratch("d"), mode: 0o700))
        #expect(mode(scratch("d")) == 0o777)
        try DurableFile.write([], to: scratch("f"))
        #expect(throws: SystemError(call: "mkdir", errno: ENOTDIR, path: scratch("f"))) {
            try Directory.create(scratch("f"))
        }
    }

    @Test func `parents are made only when asked for`() throws {
        let scratch = try Scratch()
        #expect(throws: SystemError.self) { try Directory.create(scratch("a/b/c")) }
        #expect(try Directory.create(scratch("a/b/c"), mode: 0o755, parents: true))
        #expect(mode(scratch("a")) == 0o700)
        #expect(mode(scratch("a/b/c")) == 0o755)
    }

    @Test func `names come in byte order`() throws {
        let scratch = try Scratch()
        for name in ["b", "é", ".h", "B"] { try DurableFile.write([], to: scratch(name)) }
        #expect(try Directory.list(scratch.path) == [".h", "B", "b", "é"])
        #expect(throws: SystemError.self) { try Directory.list(scratch("b")) }
    }

    @Test func `a tree goes, and what its links point to stays`() throws {
        let scratch = try Scratch()
        try Directory.create(scratch("root/tree/deep/deeper"), parents: true)
        try Directory.create(scratch("kept"))
        try DurableFile.write([1], to: scratch("kept/f"))
        try DurableFile.write([1], to: scratch("root/tree/deep/f"))
        _ = unsafe symlink(scratch("kept"), scratch("root/tree/link"))
        _ = unsafe symlink(scratch("kept"), scratch("root/way-out"))
        try Directory.removeTree(scratch("root/tree"), inside: scratch("root"))
        try Directory.removeTree(scratch("root/tree"), inside: scratch("root"))
        #expect(try Directory.list(scratch("root")) == ["way-out"])
        #expect(throws: SystemError.self) {
            try Directory.removeTree(scratch("root/way-out/f"), inside: scratch("root"))
        }
        #expect(DurableFile.exists(scratch("kept/f")))
    }

    @Test func `what is not below the root is not removed`() throws {
        let scratch = try Scratch()
        let root = scratch("root")
        try Directory.create(root)
        try Directory.create(scratch("root2"))
        let paths = [
            root, root + "/", scratch("root2"), root + "/../root2", root + "//x", root + "/.", "",
            "/",
        ]
        for path in paths {
            #expect(throws: SystemError(call: "removeTree", errno: EINVAL, path: path)) {
                try Directory.removeTree(path, inside: root)
            }
        }
        #expect(throws: SystemError.self) { try Directory.removeTree(root, inside: "/") }
        #expect(try Directory.list(scratch.path) == ["root", "root2"])
    }

    @Test(arguments: [
        ("/a/b", "/a"), ("/a", "/"), ("/", "/"), ("a", "."), ("a/b/", "a"), ("/a//b", "/a"),
        ("//a", "/"), ("a/", "."),
    ])
    func `the parent of a path`(_ path: String, _ parent: String) {
        #expect(Directory.parent(of: path) == parent)
    }
}

struct FilesystemTests {
    @Test func `the machine answers`() throws {
        let scratch = try Scratch()
        #expect(try Filesystem.freeBytes(scratch.path) > 0)
        #expect(try Filesystem.kind(of: "/proc/self/") == .other("proc"))
        #expect(throws: SystemError.self) { try Filesystem.kind(of: scratch("missing")) }
        #expect(throws: SystemError.self) { try Filesystem.freeBytes(scratch("missing")) }
    }

    @Test(
        arguments: [
            ("/", .ext4), ("/srv", .ext4), ("/srv2", .ext4), ("/srv/data", .xfs),
            ("/srv/data/log/x", .xfs), ("/srv/database", .ext4), ("/mnt/a b/x", .nfs),
            ("/twice/x", .tmpfs), ("/s", .smb), ("/w", .plan9), ("/f", .fuse), ("/g", .fuse),
            ("/o", .overlay), ("/q", .other("bcachefs")),
        ] as [(String, Filesystem.Kind)]
    )
    func `the deepest and last mount decides`(_ path: String, _ kind: Filesystem.Kind) {
        let mounts = """
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
            23 22 8:2 / /srv/data rw shared:2 master:1 - xfs /dev/sdb rw
            24 22 0:40 / /mnt/a\\040b rw - nfs4 host:/x rw
            25 22 8:3 / /twice rw - btrfs /dev/sdc rw
            26 25 0:41 / /twice rw - tmpfs none rw
            27 22 0:42 / /s rw - cifs //host/x rw
            28 22 0:43 / /w rw - 9p drvfs rw
            29 22 0:44 / /f rw - fuse.sshfs host: rw
            30 22 0:45 / /g rw - fuseblk /dev/sdd rw
            31 22 0:46 / /o rw - overlay overlay rw
            32 22 0:47 / /q rw - bcachefs /dev/sde rw
            broken line
            """
        #expect(Filesystem.kind(of: path, mounts: mounts) == kind)
    }

    @Test func `kinds that a ledger should not trust are marked`() {
        #expect(Filesystem.Kind.nfs.isRemote)
        #expect(Filesystem.Kind.tmpfs.isVolatile)
        #expect(!Filesystem.Kind.ext4.isRemote && !Filesystem.Kind.ext4.isVolatile)
    }
}
