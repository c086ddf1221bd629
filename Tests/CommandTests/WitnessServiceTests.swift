import Ledger
import LedgerAPI
import Platform
import Testing

@testable import ledgerctl

/// A witness that is asked over HTTP, without the socket.
@Suite struct WitnessServiceTests {
    private static let path = "/add-checkpoint"

    private static func key(_ name: String, _ kind: VerifierKey.Kind = .note) throws -> SignerKey {
        try SignerKey(name: name, kind: kind, seed: [UInt8](repeating: 3, count: 32))
    }

    private static func service(
        _ folder: String,
        key: SignerKey? = nil
    ) throws -> WitnessService {
        try WitnessService(
            memory: WitnessMemory(folder: folder),
            signer: try Self.key("witness.example/w", .cosignature),
            key: key?.verifier
        )
    }

    private static func body(_ log: SignerKey, _ old: UInt64, _ size: UInt64) -> [UInt8] {
        let root = size == 0 ? MerkleTree.emptyRoot : Hash.sha256(of: [UInt8(size)].span)
        let signed = SignedCheckpoint(size: size, root: root, key: log)
        return WitnessRequest(from: old, proof: [], to: signed).bytes
    }

    private static func post(_ body: [UInt8]) -> Request {
        Request(method: "POST", target: path, body: body)
    }

    @Test func `what is signed is on the disk first, and a new process goes on from it`() throws {
        try withScratch { folder in
            let log = try Self.key("example.org/log")
            var service = try Self.service("\(folder)/w", key: log)
            let first = service.answer(Self.post(Self.body(log, 0, 7)), seconds: 1_700_000_000)
            #expect(first.reply.status == 200 && first.line == "cosigned 7 records")
            let kept = try DurableFile.read("\(folder)/w/checkpoint", bytesMax: 4_096)
            let (text, line) = (
                String(decoding: kept, as: UTF8.self),
                String(decoding: first.reply.body, as: UTF8.self)
            )
            #expect(text.hasSuffix(line) && line.hasPrefix("\u{2014} witness.example/w "))
            var next = try Self.service("\(folder)/w")
            let again = next.answer(Self.post(Self.body(log, 0, 7)), seconds: 1_700_000_001)
            #expect(again.reply.status == 409 && again.reply.body == Array("7\n".utf8))
            #expect(again.reply.header("content-type") == "text/x.tlog.size")
            let repeated = next.answer(Self.post(Self.body(log, 7, 7)), seconds: 1_700_000_001)
            #expect(repeated.reply.status == 200 && repeated.reply.body != first.reply.body)
        }
    }

    @Test func `it shows what it cosigned under the hash of the log's name`() throws {
        try withScratch { folder in
            let log = try Self.key("example.org/log")
            var service = try Self.service("\(folder)/w", key: log)
            let hash = Hash.sha256(of: Array("example.org/log".utf8).span).hex
            let show = Request(method: "GET", target: "/\(hash)/checkpoint")
            #expect(service.answer(show, seconds: 1).reply.status == 404)
            _ = service.answer(Self.post(Self.body(log, 0, 7)), seconds: 1)
            let shown = service.answer(show, seconds: 1).reply
            #expect(shown.status == 200)
            let note = try SignedCheckpoint(bytes: shown.body, key: log.verifier)
            let witness = try Self.key("witness.example/w", .cosignature).verifier
            #expect(try note.witnesses(among: [witness]).map(\.seconds) == [1])
        }
    }

    @Test(arguments: [
        ("GET", "/add-checkpoint", 405), ("POST", "/add-checkpoint/", 404), ("GET", "/", 404),
        ("POST", "/", 404), ("GET", "/../w/key", 404), ("GET", "/checkpoint", 404),
        ("PUT", "/add-checkpoint", 405), ("POST", "/add-checkpoint?x=1", 400),
    ])
    func `other methods and paths are refused`(method: String, target: String, status: Int) throws {
        try withScratch { folder in
            var service = try Self.service("\(folder)/w", key: try Self.key("example.org/log"))
            let reply = service.answer(Request(method: method, target: target), seconds: 1).reply
            #expect(reply.status == status)
            #expect((reply.header("allow") != nil) == (status == 405))
        }
    }

    @Test func `a fork is kept as evidence, what anybody could send is not`() throws {
        try withScratch { folder in
            let log = try Self.key("example.org/log")
            var service = try Self.service("\(folder)/w", key: log)
            _ = service.answer(Self.post(Self.body(log, 0, 7)), seconds: 1)
            let noProof = service.answer(Self.post(Self.body(log, 7, 9)), seconds: 1)
            #expect(noProof.reply.status == 422)
            #expect(!DurableFile.exists("\(folder)/w/refused"))
            let fork = SignedCheckpoint(size: 7, root: MerkleTree.emptyRoot, key: log)
            let body = WitnessRequest(from: 7, proof: [], to: fork).bytes
            #expect(service.answer(Self.post(body), seconds: 1).reply.status == 422)
            let kept = try DurableFile.read("\(folder)/w/refused", bytesMax: 4_096)
            #expect(kept == fork.note.bytes)
        }
    }

    @Test func `a signature that may not be on the disk is not handed out, nor any after it`()
        throws
    {
        try withScratch { folder in
            let log = try Self.key("example.org/log")
            var service = try Self.service("\(folder)/w", key: log)
            // Nobody can write into a folder that has become a file.
            try Directory.removeTree("\(folder)/w", inside: folder)
            try DurableFile.write([], to: "\(folder)/w")
            let failed = service.answer(Self.post(Self.body(log, 0, 7)), seconds: 1)
            #expect(failed.reply.status == 500 && !failed.reply.body.contains(0xe2))
            try DurableFile.remove("\(folder)/w")
            #expect(service.answer(Self.post(Self.body(log, 0, 7)), seconds: 1).reply.status == 503)
            let path = Hash.sha256(of: Array("example.org/log".utf8).span).hex + "/checkpoint"
            let show = Request(method: "GET", target: "/\(path)")
            #expect(service.answer(show, seconds: 1).reply.status == 503)
        }
    }

    @Test func `it must be told which log, once, and takes no other after`() throws {
        try withScratch { folder in
            let (log, other) = (try Self.key("example.org/log"), try Self.key("example.org/other"))
            #expect(throws: Failure.self) { try Self.service("\(folder)/w") }
            let witness = try Self.key("witness.example/w", .cosignature)
            #expect(throws: Failure.self) { try Self.service("\(folder)/w", key: witness) }
            _ = try Self.service("\(folder)/w", key: log)
            _ = try Self.service("\(folder)/w")
            #expect(throws: Failure.self) { try Self.service("\(folder)/w", key: other) }
            var service = try Self.service("\(folder)/w")
            let reply = service.answer(Self.post(Self.body(other, 0, 7)), seconds: 1).reply
            #expect(reply.status == 404)
            // The same log by a new key: whoever runs the witness has decided that.
            let seed = [UInt8](repeating: 4, count: 32)
            let new = try SignerKey(name: "example.org/log", kind: .note, seed: seed)
            _ = try Self.service("\(folder)/w", key: new)
            var later = try Self.service("\(folder)/w")
            let (old, now) = (Self.body(log, 0, 7), Self.body(new, 0, 7))
            #expect(later.answer(Self.post(old), seconds: 1).reply.status == 403)
            #expect(later.answer(Self.post(now), seconds: 1).reply.status == 200)
        }
    }

    @Test(arguments: [
        ("127.0.0.1:8080", "127.0.0.1:8080"), ("127.1.2.3:0", "127.1.2.3:0"),
        ("localhost:80", "127.0.0.1:80"), ("[::1]:443", "[::1]:443"),
    ])
    func `a loopback address is read`(typed: String, text: String) {
        #expect(ListenAddress(argument: typed)?.text == text)
    }

    @Test(arguments: [
        "", "8080", ":8080", "0.0.0.0:8080", "[::]:8080", "::1:8080", "192.168.1.2:80",
        "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.1:80",
        "127.0.0.256:80", "127.evil.example:80", "127.0.0.1.example.org:80",
    ])
    func `what the world could reach is not listened on`(typed: String) {
        #expect(ListenAddress(argument: typed) == nil)
        let outcome = ctl("witness --state /nowhere --listen \(typed.isEmpty ? "x" : typed)")
        #expect(outcome.exit == .usage)
    }
}

/// `log witness`, as far as it goes without a witness.
@Suite struct LogWitnessTests {
    private static let witness =
        "witness.example.com/w1+a0059f11+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    private static let log =
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    private static let consistency: [String: [Reply]] = [
        "GET /v1/log/consistency": [
            .json(
                #"{"schema":"ledger.consistency/1","origin":"example.com/log/testdata","from":0,"#
                    + #""to":1,"proof":[],"key":"\#(log)","checkpoint":"example.com/log/testdata"#
                    + #"\n1\n0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=\n\n\#u{2014} "#
                    + #"example.com/log/testdata M9e0lhr9kuLxGdAtaUrhm84TQffVsLdcy808sN0a3WyniNlfc"#
                    + #"r9+bywoiIke1YYciCNjJGkCgIlQ8b16jhsmg/SChAM=\n"}"#
            )
        ]
    ]

    @Test func `without curl it says what to install`() {
        let outcome = ctl(
            "log witness http://127.0.0.1:1 --key \(Self.witness)",
            Self.consistency,
            variables: ["PATH": "/nowhere"]
        )
        #expect(outcome.exit == .configuration)
        #expect(outcome.err.contains("sudo apt install curl"))
    }

    @Test func `a witness that does not answer is to be asked again`() {
        let outcome = ctl(
            "log witness http://127.0.0.1:1 --key \(Self.witness)",
            Self.consistency,
            variables: ["PATH": "/usr/bin:/bin"]
        )
        #expect(outcome.exit == .busy)
        #expect(outcome.err.contains("no reply from http://127.0.0.1:1/add-checkpoint"))
    }

    @Test(arguments: [
        "witness.example.org", "ftp://witness.example.org", "file:///etc/passwd", "x",
    ])
    func `only HTTP is spoken`(url: String) {
        let outcome = ctl(["log", "witness", url, "--key", Self.witness])
        #expect(outcome.exit == .usage && outcome.err.contains("https://witness.example.org"))
    }

    @Test func `the key of a log is none of a witness`() {
        let outcome = ctl("log witness http://127.0.0.1:1 --key \(Self.log)")
        #expect(outcome.exit == .usage && outcome.err.contains("not of a witness"))
    }
}
