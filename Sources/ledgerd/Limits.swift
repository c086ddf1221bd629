import NIOCore

/// What one client, or all of them, may use: nothing is unbounded.
struct Limits: Sendable {
    /// Bytes of a body of `POST /v1/events`.
    var bodyBytesMax = 16 << 20
    /// Bytes of a held text.
    var sourceBytesMax = 32 << 20
    /// Bytes of all bodies that are being read or worked on.
    var bodiesBytesMax = 64 << 20
    /// Connections that are served.
    var connectionsMax = 256
    /// Further connections that are told so; what comes beyond is closed without a word.
    var excessMax = 64
    /// How long a connection over the limit may take to ask.
    var excessTimeout = TimeAmount.seconds(5)
    /// How long nobody is accepted when one could not be.
    var acceptPause = TimeAmount.milliseconds(100)
    /// How long a body may make no progress.
    var readStall = TimeAmount.seconds(10)
    /// How long a reply may make no progress.
    var writeStall = TimeAmount.seconds(10)
    /// How long a connection may do nothing.
    var idle = TimeAmount.minutes(15)
    /// How long requests may go on once the daemon stops.
    var drain = TimeAmount.seconds(10)
    /// How long a connection that was refused with its body unread may take to hang up.
    var linger = TimeAmount.milliseconds(500)
    /// How long rights that were taken away may still be used by what lasts.
    var membership = Duration.seconds(20)
    /// How long a question may take.
    var question = Duration.seconds(5)
    /// How long a question may take that walks through all of history.
    var walk = Duration.seconds(25)
    /// Bodies up to this size are worked on where they were read.
    var inlineBytesMax = 64 << 10
    /// Bytes handed to a connection at once.
    var pieceBytesMax = 256 << 10
}
