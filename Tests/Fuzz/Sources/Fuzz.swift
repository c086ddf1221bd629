import Glibc

/// # Fuzz: the parsers against whatever libFuzzer thinks of
///
/// Whatever parses must print and parse again to the same; ``Parsers`` has what else must hold. A
/// broken promise traps, and libFuzzer keeps the input. The command line is libFuzzer's;
/// `LEDGER_FUZZ` names the parser.
private let chosen: (@Sendable ([UInt8]) -> Void)? = {
    let name = getenv("LEDGER_FUZZ").map { String(cString: $0) }
    return Parsers.all.first { $0.name == name }?.read
}()

/// Called first: without a parser it tells which there are, as `scripts/fuzz.sh` wants to know.
///
/// - Parameters:
///   - count: how many words the command line has.
///   - words: the words.
/// - Returns: 0, as libFuzzer wants it.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>?,
    _ words: UnsafeMutableRawPointer?
) -> CInt {
    if chosen != nil { return 0 }
    puts(Parsers.all.map(\.name).joined(separator: "\n"))
    fflush(nil)
    _exit(64)
}

/// Reads one input.
///
/// - Parameters:
///   - data: the input.
///   - count: its length.
/// - Returns: 0, as libFuzzer wants it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen?(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}
