import Ledger
import Platform

/// The pins of a user: a file for each socket in `$XDG_STATE_HOME/ledgerd/pins`.
struct PinStore {
    private let folder: String

    /// Nil if the user has no place for state.
    init?(_ directories: XDG) {
        guard let home = directories.stateHome else { return nil }
        folder = "\(home)/ledgerd/pins"
    }

    /// The file of a socket; its name is a hash, since a path is no file name.
    func file(_ socket: String) -> String {
        let bytes = Array(socket.utf8)
        return "\(folder)/\(Hash.sha256(of: bytes.span).hex)"
    }

    /// The pin of a socket; nil if there is none.
    ///
    /// - Throws: for a file that cannot be read or is no pin: what was seen is then not known, and
    ///   nothing may be believed in its place.
    func pin(of socket: String) throws(Failure) -> Pin? {
        let path = file(socket)
        guard DurableFile.exists(path) else { return nil }
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try DurableFile.read(path, bytesMax: SignedNote.bytesMax)
        } catch { throw .input(error, path: path) }
        guard let pin = Pin(bytes: bytes) else {
            throw Failure(
                exit: .configuration,
                code: "bad_pin",
                message: "\(path) is not what this program wrote",
                hints: ["start anew, if that is meant:  ledgerctl log forget"]
            )
        }
        return pin
    }

    /// All of them, as far as they can be read.
    var all: [Pin] {
        let names = (try? Directory.list(folder)) ?? []
        return names.filter { $0.count == 64 }.sorted().compactMap { name in
            (try? DurableFile.read("\(folder)/\(name)", bytesMax: SignedNote.bytesMax))
                .flatMap(Pin.init(bytes:))
        }
    }

    /// Keeps a pin in the place of what was there.
    func keep(_ pin: Pin) throws(SystemError) {
        try Directory.create(folder, mode: 0o700, parents: true)
        try DurableFile.write(pin.bytes, to: file(pin.socket))
    }

    /// Keeps the checkpoint that contradicts a pin, and says where: it is the evidence.
    func keepEvidence(_ bytes: [UInt8], against socket: String) -> String? {
        let path = file(socket) + ".refused"
        return (try? DurableFile.write(bytes, to: path)) == nil ? nil : path
    }

    /// Forgets a socket; false if nothing was known.
    func forget(_ socket: String) throws(SystemError) -> Bool {
        let path = file(socket)
        defer { try? DurableFile.remove(path + ".refused") }
        guard DurableFile.exists(path) else { return false }
        try DurableFile.remove(path)
        return true
    }
}
