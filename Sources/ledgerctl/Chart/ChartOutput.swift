import Glibc
import Ledger
import Platform

/// A drawing on its way to a screen or a file.
enum Drawing {
    case lanes(LaneChart)
    case steps(StepChart)

    /// Drawn in letters.
    func lines(width: Int) -> [String] {
        switch self {
        case .lanes(let chart):
            TableStyle(width: width).wrapped(Terminal.sanitized(chart.title), hanging: 2)
                + LaneText.lines(chart, width: width)
        case .steps(let chart):
            TableStyle(width: width).wrapped(Terminal.sanitized(chart.title), hanging: 2)
                + StepText.lines(chart, width: width)
        }
    }

    /// Drawn in SVG, on its own.
    var svg: String {
        switch self {
        case .lanes(let chart): LaneSVG.document(chart, prefix: "c", standsAlone: true)
        case .steps(let chart): StepSVG.document(chart, prefix: "c", standsAlone: true)
        }
    }

    private var isEmpty: Bool {
        switch self {
        case .lanes(let chart): chart.lanes.isEmpty
        case .steps(let chart): chart.panels.isEmpty
        }
    }
}

extension Drawing {
    /// In a pipe nobody knows the width; a file has a usual one.
    private static let usualWidth = 120

    /// Prints the drawing, or writes it to the file that is named; in other formats the answer.
    func put(_ out: String?, _ answer: Answer, _ session: Session) throws(Failure) {
        guard session.globals.output == .table else {
            guard out == nil else {
                throw .usage("--out takes a drawing, and -o prints an answer: one of the two")
            }
            return try Renderer(session).render(answer)
        }
        let width = session.globals.width ?? session.surroundings.columns ?? Drawing.usualWidth
        guard let out else {
            guard !isEmpty else { return try Renderer(session).render(answer) }
            for line in lines(width: max(20, width)) { try session.console.line(line) }
            return
        }
        let bytes: [UInt8]
        switch out.split(separator: ".").last?.lowercased() {
        case "svg": bytes = Array(svg.utf8)
        case "png": bytes = try png(session)
        case "txt": bytes = Array(lines(width: max(20, width)).map { $0 + "\n" }.joined().utf8)
        default:
            throw .usage(
                "--out: '\(out)' does not say what to write",
                hints: ["end it with .svg, .png or .txt"]
            )
        }
        try OutputFile.write(bytes, to: out)
        session.remark("wrote \(out)")
    }

    private func png(_ session: Session) throws(Failure) -> [UInt8] {
        let done: Spawn.Captured
        do throws(SystemError) {
            done = try Spawn.run(
                ["rsvg-convert", "--format=png", "--zoom=2"],
                environment: session.surroundings.variables,
                input: Array(svg.utf8)
            )
        } catch {
            guard error.errno == ENOENT else {
                throw Failure(exit: .io, code: "io", message: error.description)
            }
            throw Failure(
                exit: .configuration,
                code: "no_program",
                message: "a PNG is made by rsvg-convert, which is not installed",
                hints: ["install it:  sudo apt-get install librsvg2-bin", "or write an .svg"]
            )
        }
        guard done.status == .exited(code: 0), done.output.starts(with: [0x89, 0x50]) else {
            let said = String(decoding: done.errors, as: UTF8.self)
            throw Failure(
                exit: .io,
                code: "io",
                message: Terminal.sanitized("rsvg-convert made no PNG: \(said)")
            )
        }
        return done.output
    }
}
