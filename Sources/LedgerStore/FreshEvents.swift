internal import Ledger
internal import Synchronization

/// Events as the door has read them, on their way from the engine to the views.
///
/// The views would read their bytes again, which is a fifth of the work of a bulk append. Nothing
/// depends on an event being here: after a start, and when the views are behind, none is.
final class FreshEvents: Sendable {
    private let events = Mutex<[UInt64: Event]>([:])

    /// Beyond it the views read bytes: they are too far behind to be worth the memory.
    private static let countMax = 20_000

    /// Keeps the events of records that were committed just now.
    ///
    /// A desk's own type may be registered anew before the views come to an event of it, so such
    /// events are read from their bytes, by the types in force at their place.
    func add(_ fresh: some Sequence<(position: RecordNumber, event: Event)>) {
        events.withLock { events in
            for (position, event) in fresh where events.count < Self.countMax {
                if event.isOfBuiltInTypes { events[position.value] = event }
            }
        }
    }

    /// The events of some records, as far as they are here; they are not kept any longer, nor is
    /// anything before them.
    func take(_ positions: ClosedRange<UInt64>) -> [UInt64: Event] {
        events.withLock { events in
            guard !events.isEmpty else { return [:] }
            let found = events.filter { positions.contains($0.key) }
            events = events.filter { $0.key > positions.upperBound }
            return found
        }
    }
}
