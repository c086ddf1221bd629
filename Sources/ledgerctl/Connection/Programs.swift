import Platform

/// Where programs lie.
enum Programs {
    /// The folder of this program, if its path tells; found in `PATH` when called by name alone.
    static func folder(_ surroundings: Surroundings) -> String? {
        let called = surroundings.program
        let path =
            called.contains("/")
            ? called : Spawn.find(called, inPath: surroundings.variables["PATH"] ?? "")
        guard let path, let slash = path.lastIndex(of: "/") else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The folders above this program's: a checkout's root is one of them.
    static func above(_ surroundings: Surroundings) -> [String] {
        guard let folder = folder(surroundings) else { return [] }
        return [folder, "\(folder)/..", "\(folder)/../..", "\(folder)/../../.."]
    }

    /// The daemon: beside this program, else in `PATH`.
    static func daemon(_ surroundings: Surroundings) -> String? {
        let beside = folder(surroundings).map { "\($0)/ledgerd" }
        if let beside, DurableFile.exists(beside) { return beside }
        return Spawn.find("ledgerd", inPath: surroundings.variables["PATH"] ?? "")
    }
}
