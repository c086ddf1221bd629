import Ledger
import Platform

/// Which key a file is verified with: the one that is given, else one that was pinned.
enum KeyChoice {
    /// The key for an origin.
    ///
    /// - Parameters:
    ///   - given: what `--key` says.
    ///   - origin: the log that the file says it is of.
    ///   - session: whose pins are looked at.
    /// - Throws: a failure of usage where none is given or known, or what is given is no key.
    /// - Returns: the key.
    static func key(
        _ given: String?,
        for origin: String,
        in session: Session
    ) throws(Failure) -> VerifierKey {
        if let given { return try read(given, "--key") }
        let pins = PinStore(session.surroundings.directories)?.all ?? []
        if let pin = pins.first(where: { $0.key.name == origin }) { return pin.key }
        throw .usage(
            "no key of '\(origin)' is known here",
            hints: ["give the one that the desk has published:  --key '\(origin)+...'"]
        )
    }

    /// A key as a flag gives it: itself, or a file whose first line it is.
    static func read(_ given: String, _ flag: String) throws(Failure) -> VerifierKey {
        var text = given
        if !given.contains("+"), DurableFile.exists(given) {
            let bytes = try InputFile.read(given, bytesMax: 4_096)
            text = String(decoding: bytes.prefix { $0 != 0x0a }, as: UTF8.self)
        }
        guard text.contains("+") else {
            throw .usage("\(flag): '\(given)' is neither a public key nor a file with one")
        }
        do throws(Malformed) { return try VerifierKey(text) } catch {
            throw .usage(flag, error)
        }
    }
}

/// Files that a command reads whole.
enum InputFile {
    /// The bytes of a file.
    static func read(_ path: String, bytesMax: Int = SignedNote.bytesMax) throws(Failure) -> [UInt8]
    {
        do throws(SystemError) {
            return try DurableFile.read(path, bytesMax: bytesMax)
        } catch { throw .input(error, path: path) }
    }
}

/// Files that a command writes, whole or not at all.
enum OutputFile {
    /// Writes a file that others may read.
    static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        do throws(SystemError) { try DurableFile.write(bytes, to: path, mode: 0o644) } catch {
            throw Failure(
                exit: .cannotCreate,
                code: "cannot_create",
                message: error.description
            )
        }
    }
}

/// Proofs, checkpoints and tiles that may not hold.
enum Proving {
    /// Runs a check; what does not hold ends the program with the code that pages somebody.
    static func of<R>(
        _ what: String,
        _ body: () throws(NoteFailure) -> R
    ) throws(Failure) -> R {
        do throws(NoteFailure) { return try body() } catch {
            throw Failure(exit: .integrity, code: "not_proved", message: "\(what): \(error)")
        }
    }
}
