"""A disk that remembers the order of everything: a file served by this program through FUSE.

The kernel's protocol is spoken as linux/fuse.h defines it, as far as one file needs it. A loop
device over that file makes it a disk for a real file system; what that writes and when it asks for
all to be safe is written down, so that any moment of it can be made again.
"""
import ctypes
import errno
import os
import stat
import struct
import threading

HEAD_IN, HEAD_OUT = struct.Struct("<IIQQIIII"), struct.Struct("<IiQ")
LOOKUP, FORGET, GETATTR, SETATTR, OPEN, READ, WRITE = 1, 2, 3, 4, 14, 15, 16
STATFS, RELEASE, FSYNC, FLUSH, INIT, OPENDIR, RELEASEDIR = 17, 18, 20, 25, 26, 27, 29
INTERRUPT, DESTROY, BATCH_FORGET = 36, 38, 42
ROOT, FILE = 1, 2
WRITE_MAX = 128 << 10
SYNC = "sync"


def call(name, *arguments):
    """A function of the C library that sets errno."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


class Disk:
    """The file `disk` below a folder, with `content`; gone when its `with` block ends."""

    def __init__(self, folder, content):
        self.folder = str(folder)
        self.path = f"{folder}/disk"
        self.begin = bytes(content)
        self.now = bytearray(content)
        # (offset, bytes) for a write, SYNC for a flush that was answered.
        self.record = []

    def __enter__(self):
        self.device = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
        options = f"fd={self.device},rootmode=40000,user_id=0,group_id=0,max_read={WRITE_MAX}"
        call("mount", b"ledgerd-disk", self.folder.encode(), b"fuse", 0, options.encode())
        self.server = threading.Thread(target=self.serve, daemon=True)
        self.server.start()
        return self

    def __exit__(self, *_):
        call("umount2", self.folder.encode(), 2)  # MNT_DETACH: whoever still has it keeps it
        os.close(self.device)

    def serve(self):
        """Answers the kernel until it hangs up."""
        while True:
            try:
                message = os.read(self.device, WRITE_MAX + 4096)
            except OSError as error:
                if error.errno in (errno.EINTR, errno.EAGAIN, errno.ENOENT):
                    continue
                return
            length, kind, unique, node, *_ = HEAD_IN.unpack_from(message)
            if kind in (FORGET, BATCH_FORGET, INTERRUPT):
                continue
            code, reply = self.answer(kind, node, message[HEAD_IN.size:length])
            try:
                os.write(self.device, HEAD_OUT.pack(HEAD_OUT.size + len(reply), -code, unique)
                         + reply)
            except OSError as error:
                # A request that was interrupted meanwhile wants no answer.
                if error.errno != errno.ENOENT:
                    return
            if kind == DESTROY:
                return

    def answer(self, kind, node, body):
        """Error and bytes of a reply."""
        if kind == INIT:
            # Big writes, and nothing else that is optional.
            return 0, struct.pack("<IIIIHHIIHH32x", 7, 31, 0, 1 << 5, 16, 12, WRITE_MAX, 1, 0, 0)
        if kind == LOOKUP:
            if node != ROOT or body != b"disk\0":
                return errno.ENOENT, b""
            return 0, struct.pack("<QQQQII", FILE, 0, 3600, 3600, 0, 0) + self.attributes(FILE)
        if kind in (GETATTR, SETATTR):
            return 0, struct.pack("<QII", 3600, 0, 0) + self.attributes(node)
        if kind in (OPEN, OPENDIR):
            return 0, struct.pack("<QII", 1, 0, 0)
        if kind == READ:
            _, offset, size = struct.unpack_from("<QQI", body)
            return 0, bytes(self.now[offset:offset + size])
        if kind == WRITE:
            _, offset, size = struct.unpack_from("<QQI", body)
            data = body[40:40 + size]
            self.now[offset:offset + size] = data
            self.record.append((offset, data))
            return 0, struct.pack("<II", size, 0)
        if kind == FSYNC:
            self.record.append(SYNC)
            return 0, b""
        if kind == STATFS:
            return 0, struct.pack("<QQQQQIIII24x", 1 << 20, 1 << 20, 1 << 20, 2, 0, 4096, 255,
                                  4096, 0)
        if kind in (FLUSH, RELEASE, RELEASEDIR, DESTROY):
            return 0, b""
        return errno.ENOSYS, b""

    def attributes(self, node):
        """What stat(2) says of the folder or the file."""
        isFile = node == FILE
        mode = stat.S_IFREG | 0o600 if isFile else stat.S_IFDIR | 0o700
        size = len(self.now) if isFile else 0
        return struct.pack("<QQQQQQIIIIIIIIII", node, size, size // 512, 0, 0, 0, 0, 0, 0, mode,
                           1, 0, 0, 0, 4096, 0)
