import ArgumentParser
import Platform
import Synchronization
import Testing

@testable import ledgerctl

/// What a terminal shows while long work goes on.
@Suite struct ProgressTests {
    /// What is written to standard error, `isTerminal` or not, by a body.
    private func written(
        _ flags: [String] = [],
        isTerminal: Bool,
        _ body: (Progress) -> Void
    ) throws -> String {
        let said = Mutex("")
        let session = Session(
            globals: try GlobalOptions.parse(flags),
            surroundings: Surroundings(isErrorTerminal: isTerminal),
            console: Console { stream, bytes throws(SystemError) in
                if stream == 2 { said.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
            }
        ) { _ throws(Failure) in throw Failure.usage("nobody is asked") }
        body(Progress(session, "checking", of: 100_055))
        return said.withLock { $0 }
    }

    @Test(
        arguments: [
            (0, 0, "checking 0 of 100,055 (0 %)"),
            (40_000, 500_000, "checking 40,000 of 100,055 (39 %)"),
            (40_000, 2_000_000, "checking 40,000 of 100,055 (39 %), 20,000/s, 4 s left"),
            (100_055, 4_000_000, "checking 100,055 of 100,055 (100 %), 25,013/s, 0 s left"),
            (0, 9_000_000, "checking 0 of 100,055 (0 %)"),
        ])
    func `it says how much is done, and from a second on how fast`(
        done: Int,
        microseconds: Int64,
        text: String
    ) throws {
        _ = try written(isTerminal: true) { progress in
            #expect(progress.text(done, at: microseconds) == text)
        }
    }

    @Test func `a terminal has one line, which goes away; nothing else sees any of it`() throws {
        func work(_ progress: Progress) {
            progress.show(8_000)
            progress.end()
        }
        let line = "\rchecking 8,000 of 100,055 (7 %)\u{1b}[K\r\u{1b}[K"
        #expect(try written(isTerminal: true, work) == line)
        #expect(try written(isTerminal: false, work) == "")
        #expect(try written(["-q"], isTerminal: true, work) == "")
    }
}
