internal import Ledger
internal import Synchronization

/// Answers as they were sent, so that a board which several people watch is made once.
///
/// An answer at resolved coordinates follows from the log up to its `as_of` alone, and the log
/// only grows: what is kept here never becomes wrong but by a redaction, with which a generation
/// of the views ends.
final class RecentAnswers: Sendable {
    /// What was asked, with the coordinates resolved.
    struct Asked: Hashable {
        var view: String
        var parameters: [String: String]
        var coordinates: Coordinates
        /// How it was written: `application/json`.
        var form: String
        /// Of the views: after a redaction what was sent before is not sent again.
        var generation: UInt64

        /// Nil for a question whose answer looks at more than the log.
        init?(
            _ question: Question,
            _ coordinates: Coordinates,
            _ form: String,
            generation: UInt64
        ) {
            guard !Self.elsewhere.contains(question.view) else { return nil }
            view = question.view
            parameters = question.parameters
            parameters["min"] = nil
            self.coordinates = coordinates
            self.form = form
            self.generation = generation
        }

        /// They say whether a text is held, and look at it.
        private static let elsewhere: Set<String> = ["check", "sources", "sources/show", "search"]
    }

    private struct Kept {
        var bytes: [UInt8]
        var lastUse: Int
    }

    private struct State {
        var kept: [Asked: Kept] = [:]
        var byteCount = 0
        var uses = 0
    }

    private let state = Mutex(State())

    /// Bytes kept in all.
    static let bytesMax = 16 << 20
    /// An answer larger than this is not kept.
    static let answerBytesMax = 4 << 20

    /// What was sent to this question.
    subscript(_ asked: Asked) -> [UInt8]? {
        state.withLock { state in
            state.uses += 1
            guard let found = state.kept[asked] else { return nil }
            state.kept[asked]?.lastUse = state.uses
            return found.bytes
        }
    }

    /// Keeps an answer, and drops those that were not asked for longest.
    func keep(_ bytes: [UInt8], for asked: Asked) {
        guard bytes.count <= Self.answerBytesMax else { return }
        state.withLock { state in
            state.uses += 1
            state.byteCount -= state.kept[asked]?.bytes.count ?? 0
            state.kept[asked] = Kept(bytes: bytes, lastUse: state.uses)
            state.byteCount += bytes.count
            while state.byteCount > Self.bytesMax,
                let oldest = state.kept.min(by: { $0.value.lastUse < $1.value.lastUse })
            {
                state.kept[oldest.key] = nil
                state.byteCount -= oldest.value.bytes.count
            }
        }
    }
}
