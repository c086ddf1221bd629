import Platform

extension Session {
    /// Prints through a pager what is longer than the screen, if there is one.
    ///
    /// - Parameter write: puts the whole of it on the console.
    /// - Throws: what that throws; a pager that does not start is none.
    func paged(_ write: () throws(Failure) -> Void) throws(Failure) {
        guard let rows = surroundings.rows, !globals.noPager,
            surroundings.variables["TERM"] != "dumb",
            let pager = preferences.pager(inPath: surroundings.variables["PATH"] ?? "")
        else { return try write() }
        try console.hold()
        do throws(Failure) { try write() } catch {
            try console.write(console.release())
            throw error
        }
        let text = console.release()
        let isLong = text.count { $0 == 0x0a } >= rows
        if isLong, surroundings.page(pager, text) { return }
        try console.write(text)
    }
}

/// Running a pager.
enum Pager {
    /// Shows a text; false where the pager could not be run, and nothing was shown.
    static func show(_ command: String, _ text: [UInt8], _ variables: [String: String]) -> Bool {
        var environment = variables
        // As git has it: colours as they are, and nothing to quit where one screen is enough.
        if environment["LESS"] == nil { environment["LESS"] = "FRX" }
        let status = try? Spawn.foreground(
            ["/bin/sh", "-c", command],
            environment: environment,
            input: text
        )
        guard let status else { return false }
        // The shell says so when there is no such program, or none that can be run.
        return status != .exited(code: 126) && status != .exited(code: 127)
    }
}
