import ArgumentParser

/// A loopback address and a port, as typed: `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`.
struct ListenAddress: ExpressibleByArgument, Equatable {
    /// Without brackets.
    let host: String
    /// 0 for any that is free.
    let port: Int

    /// Makes an address.
    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Nil for anything but an address of this host alone: there is no TLS here.
    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"),
            let port = UInt16(argument[argument.index(after: colon)...])
        else { return nil }
        let name = String(argument[..<colon])
        switch name {
        case "localhost": host = "127.0.0.1"
        case "[::1]": host = "::1"
        default:
            let parts = name.split(separator: ".", omittingEmptySubsequences: false)
            guard parts.count == 4, parts.first == "127", parts.allSatisfy({ UInt8($0) != nil })
            else { return nil }
            host = name
        }
        self.port = Int(port)
    }

    /// As it stands in a URL.
    var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
