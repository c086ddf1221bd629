/// # LedgerAPI: what both ends of the socket share, and the client
///
/// The contract is `docs/http-api.md`. Read in this order:
/// 1. ``MediaType``: the forms in which bodies travel.
/// 2. ``Problem``: every refusal, as RFC 9457 has it.
/// 3. ``Request``, ``Reply``: one exchange.
/// 4. ``Client``: the blocking client; ``ClientError`` is why there was no reply.
/// 5. ``LoopbackServer``: the small server that a witness is asked through.
///
/// Beneath, ``Connection`` writes and ``Inbox`` hands what arrives on the event loop to the thread
/// that waits.
enum LedgerAPI {}
