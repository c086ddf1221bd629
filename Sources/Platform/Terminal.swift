import Glibc

/// What is known about the screen, and what may be sent to it.
public enum Terminal {
    /// Whether a descriptor is a terminal.
    public static func isTTY(_ descriptor: CInt) -> Bool { isatty(descriptor) == 1 }

    /// The width of the screen in columns: `COLUMNS` if it is set, else what the terminal says.
    ///
    /// Nil when neither knows: the caller cuts nothing then.
    public static func columns(
        _ descriptor: CInt = 1,
        environment: [String: String] = ProcessEnvironment.current
    ) -> Int? {
        if let given = environment["COLUMNS"].flatMap({ Int($0) }), given > 0 { return given }
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return nil
        }
        return Int(size.ws_col)
    }

    /// The height of the screen in lines; nil when the terminal does not know.
    public static func rows(_ descriptor: CInt = 1) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0 else {
            return nil
        }
        return Int(size.ws_row)
    }

    /// The columns that a text without controls takes on a terminal.
    public static func width(of text: String) -> Int {
        // Most cells are plain ASCII, where bytes are columns.
        if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
        return text.reduce(0) { $0 + DisplayWidth.of($1) }
    }

    /// The text with everything that could move the cursor or turn the reading order made visible.
    ///
    /// C0 and C1 controls and DEL become `\x1b`, bidirectional controls and line separators
    /// `\u202e`. A name in the ledger may hold them; a terminal must never see them.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - keepsLines: Whether newline and tab stay, for a note shown as a block.
    /// - Returns: The same text, when nothing in it was dangerous.
    public static func sanitized(_ text: String, keepsLines: Bool = false) -> String {
        let isHarmless = { (scalar: Unicode.Scalar) in
            keepsLines && (scalar == "\n" || scalar == "\t") || !isDangerous(scalar)
        }
        if text.unicodeScalars.allSatisfy(isHarmless) { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if isHarmless(scalar) { result.append(scalar) } else { result += escape(scalar) }
        }
        return String(result)
    }

    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        // The marks, embeddings, overrides and isolates of UAX #9; the separators of lines.
        case 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        let digits = String(scalar.value, radix: 16)
        let (mark, width) = scalar.value < 0x100 ? ("x", 2) : ("u", 4)
        let zeros = String(repeating: "0", count: width - digits.count)
        return "\\\(mark)\(zeros)\(digits)".unicodeScalars
    }
}
