import Platform

/// HTTP and HTTPS to other hosts, by the program `curl`: whoever looks after the host keeps its
/// TLS, its certificates and its proxies well.
enum Curl {
    /// What a server replied.
    struct Reply {
        let status: Int
        let body: [UInt8]
    }

    private static let usualTimeout = Timeout(argument: "30s")
    private static let bodyBytesMax = 1 << 20

    /// Posts a body; a status that refuses is a reply too.
    ///
    /// - Parameters:
    ///   - body: what to send.
    ///   - url: where to, with `http://` or `https://`.
    ///   - session: whose variables and time limit count.
    /// - Throws: a failure without `curl`, or without a reply.
    /// - Returns: the reply.
    static func post(
        _ body: [UInt8],
        to url: String,
        _ session: Session
    ) throws(Failure) -> Reply {
        let (seconds, attoseconds) =
            (session.globals.timeout ?? usualTimeout)?.duration.components ?? (30, 0)
        let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
        let captured: Spawn.Captured
        do throws(SystemError) {
            captured = try Spawn.run(
                arguments(url, milliseconds),
                environment: session.surroundings.variables,
                input: body,
                // It ends by itself; this is for one that does not.
                milliseconds: milliseconds + 5_000
            )
        } catch { throw missing(error) }
        guard case .exited(0) = captured.status else {
            let said = String(decoding: captured.errors.prefix { $0 != 0x0a }, as: UTF8.self)
            throw Failure(
                exit: .busy,
                code: "witness_unreachable",
                message: "no reply from \(url)",
                hints: [Terminal.sanitized(String(said.prefix(300)))]
            )
        }
        return try reply(captured.output, url)
    }

    /// `-q` comes first and leaves the user's own settings out, which may change what is printed.
    private static func arguments(_ url: String, _ milliseconds: Int) -> [String] {
        [
            "curl", "-q", "--silent", "--show-error", "--globoff", "--proto", "=http,https",
            "--max-time", "\(max(1, milliseconds / 1_000))",
            "--max-filesize", String(bodyBytesMax), "--header", "Content-Type: text/plain",
            "--header", "Expect:", "--data-binary", "@-", "--write-out", "\n%{http_code}",
            "--url", url,
        ]
    }

    /// The body, and the status that `--write-out` set behind it.
    private static func reply(_ output: [UInt8], _ url: String) throws(Failure) -> Reply {
        let end = output.lastIndex(of: 0x0a) ?? output.startIndex
        let code = String(decoding: output[end...].dropFirst(), as: UTF8.self)
        guard let status = Int(code), output.count <= bodyBytesMax else {
            throw Failure(
                exit: .mismatch,
                code: "bad_reply",
                message: "the reply from \(url) cannot be read"
            )
        }
        return Reply(status: status, body: Array(output[..<end]))
    }

    private static func missing(_ error: SystemError) -> Failure {
        guard error.isMissing else {
            return Failure(exit: .io, code: "io", message: error.description)
        }
        return Failure(
            exit: .configuration,
            code: "no_curl",
            message: "the program 'curl' is not installed, and a witness is asked with it",
            hints: ["install it:  sudo apt install curl"]
        )
    }
}
