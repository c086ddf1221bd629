import Hummingbird
import Logging
import NIOCore
import Platform

/// What a request's handler knows of the connection.
struct LedgerContext: RequestContext {
    typealias Source = PeerSource

    var coreContext: CoreRequestContextStorage
    /// Who asks, as the kernel recorded it at connect(2).
    let peer: Peer
    /// The connection.
    let channel: any Channel

    init(source: PeerSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.peer
        channel = source.channel
    }
}

/// What a context is made from.
struct PeerSource: RequestContextSource {
    let logger: Logger
    let channel: any Channel
    let peer: Peer
}
