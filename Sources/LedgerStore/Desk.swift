public import Ledger
internal import Platform
internal import Synchronization

/// A ledger at work: the folder, the engine's thread, the views' thread, and what can be asked.
///
/// `ledgerd` puts HTTP around it.
public final class Desk: Sendable {
    /// The engine as the daemon runs it.
    public typealias Writer = EngineThread<LogFile, Views, SystemTime>

    /// The files.
    public let folder: LedgerFolder
    private let writer: Writer
    /// The last record that registers an event type: who writes events of it reads it first.
    private let lastType = Mutex<UInt64>(0)
    private let recent = RecentAnswers()

    /// Starts the threads over a ledger.
    ///
    /// - Parameters:
    ///   - folder: the ledger; it belongs to the desk from here on.
    ///   - stopped: called once if the state of the log has become unknown: end the process.
    ///   - viewsFailed: called once if the views cannot be written any more.
    ///   - checkpointFailed: called each time a checkpoint cannot be kept; appends go on.
    public init(
        folder: LedgerFolder,
        stopped: @escaping @Sendable (String) -> Void,
        viewsFailed: @escaping @Sendable (String) -> Void,
        checkpointFailed: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.folder = folder
        let (log, views, checkpoints) = (folder.log, folder.views, folder.checkpoints)
        writer = Writer(
            make: {
                Engine(store: log, index: views, time: SystemTime(), random: SystemRandom.bytes)
            },
            committed: {
                views.logHasGrown()
                checkpoints.logHasGrown()
            },
            stopped: stopped
        )
        views.start(failed: viewsFailed)
        checkpoints.start(failed: checkpointFailed)
    }

    /// Commits what waits, lets the views catch up, signs a last checkpoint, and ends the threads.
    public func close() {
        writer.close()
        _ = folder.views.wait(for: folder.log.head.size, milliseconds: 5_000)
        folder.views.close()
        folder.checkpoints.close()
    }

    /// How many submissions wait.
    public var queueDepth: Int { writer.depth }

    /// An administrator has looked at the clock: appends go on.
    public func acceptClock() { writer.acceptClock() }

    /// Lets the writer show that it works; blocks the caller.
    ///
    /// - Parameter milliseconds: how long to wait for that.
    /// - Returns: nil if it did not answer in time, or could not read the log.
    public func probe(milliseconds: Int) -> WriterHealth? {
        writer.probe(milliseconds: milliseconds)
    }

    /// Appends a submission and returns once it is durable, or says why not.
    public func append(_ submission: Submission) async -> Result<Writer.Receipt, Refusal> {
        let outcome = await writer.append(submission)
        if case .success(let receipt) = outcome,
            submission.drafts.contains(where: { $0.event.testimony.type.name == "type.registered" })
        {
            lastType.withLock { $0 = max($0, receipt.head.size) }
        }
        guard case .failure(var refusal) = outcome, refusal.code == .expectationFailed else {
            return outcome
        }
        refusal.details = refusal.details.map { member in
            .init(member.name, .array(member.value.elements.map(withUnseen)))
        }
        return .failure(refusal)
    }

    /// A failed expectation with the records that the caller had not seen.
    private func withUnseen(_ failed: JSON) -> JSON {
        let expected = failed["expected"]?.text.flatMap { RecordNumber($0) } ?? RecordNumber(0)
        guard let subject = failed["subject"]?.text.flatMap({ try? Key($0) }) else { return failed }
        _ = folder.views.wait(for: folder.log.head.size, milliseconds: Self.waitMilliseconds)
        let facts = try? StoreReader(folder).facts(of: subject, through: RecordNumber(.max))
        let unseen = Set((facts ?? []).map(\.position).filter { $0 > expected }).sorted()
        let list = unseen.map { JSON.string($0.description) }
        return .object(failed.members + [.init("unseen", .array(list))])
    }

    /// The door for a request: the types in force, and the ids of records.
    ///
    /// A type that was registered a moment ago is among them: the views are waited for.
    public func door() -> Door {
        let needed = lastType.withLock { $0 }
        if folder.views.current.position < needed {
            _ = folder.views.wait(for: needed, milliseconds: 1_000)
        }
        let log = folder.log
        var door = Door(
            types: folder.views.current.registry.types,
            id: { number in
                guard number.value <= log.head.size else { return nil }
                return (try? log.record(at: number))?.leaf.id
            },
            newID: {
                RecordID(
                    milliseconds: UInt64(max(0, SystemClock.wallMicroseconds() / 1_000)),
                    random: SystemRandom.bytes(10)
                )
            }
        )
        door.parts = .onAllProcessors
        return door
    }
}

/// The machine's clocks.
public struct SystemTime: EngineClock, Sendable {
    /// Reads the machine's clocks.
    public init() {}
    public func wallMicroseconds() -> Int64 { SystemClock.wallMicroseconds() }
    public func bootMicroseconds() -> Int64 { SystemClock.bootMicroseconds() }
}

extension Desk {
    /// How long a question waits for the views to reach the head.
    static let waitMilliseconds = 250

    /// Answers a question; waits briefly for the views to reach the durable head at its arrival.
    ///
    /// - Parameters:
    ///   - question: what is asked.
    ///   - today: the day that `on` defaults to.
    ///   - isExpired: whether it has taken too long.
    /// - Throws: ``Refusal``, and what reading throws.
    /// - Returns: the rows, with the basis on which they can be asked for again.
    public func answer(
        _ question: Question,
        today: Day,
        isExpired: @escaping @Sendable () -> Bool = { false }
    ) throws -> Answer {
        let arrival = try arrive(question)
        let (question, notes) = try plain(question, today)
        var answer = try answer(question, try basis(question, today: today), arrival, isExpired)
        answer.notes += notes
        return answer
    }

    /// Answers a question as it is sent; one that was sent before is not made again.
    ///
    /// - Parameters:
    ///   - question: what is asked.
    ///   - today: the day that `on` defaults to.
    ///   - form: how `render` writes, as a name of its own.
    ///   - isExpired: whether it has taken too long.
    ///   - render: writes an answer.
    /// - Throws: ``Refusal``, and what reading throws.
    /// - Returns: what `render` gives.
    public func answer(
        _ question: Question,
        today: Day,
        form: String,
        isExpired: @escaping @Sendable () -> Bool,
        render: (Answer) -> [UInt8]
    ) throws -> [UInt8] {
        let arrival = try arrive(question)
        let (question, notes) = try plain(question, today)
        let basis = try basis(question, today: today)
        let asked = RecentAnswers.Asked(
            question,
            basis.coordinates,
            form,
            generation: arrival.generation
        )
        // What a date was read as depends on the day of asking, and belongs into no kept answer.
        let mayKeep = arrival.isThere && notes.isEmpty
        if mayKeep, let asked, let bytes = recent[asked] { return bytes }
        var answer = try answer(question, basis, arrival, isExpired)
        answer.notes += notes
        let bytes = render(answer)
        if mayKeep, let asked { recent.keep(bytes, for: asked) }
        return bytes
    }

    /// The question with its dates as plain days, and what they were read as.
    private func plain(
        _ question: Question,
        _ today: Day
    ) throws(Refusal) -> (question: Question, notes: [String]) {
        let registry = folder.views.current.registry
        return try question.withPlainDates(
            today: today,
            isCheckpoint: { registry.checkpoint($0) != nil }
        )
    }

    /// The log and the views as a question finds them.
    private struct Arrival {
        let head: UInt64
        let position: UInt64
        let isThere: Bool
        let generation: UInt64
    }

    /// Waits for the views to reach the durable head, briefly.
    private func arrive(_ question: Question) throws -> Arrival {
        let head = folder.log.head.size
        let least = try question.minimum
        let wanted = max(head, least ?? 0)
        // Views without room come no further however long they are waited for.
        let isThere =
            folder.views.isWithoutRoom
            ? folder.views.current.position >= wanted
            : folder.views.wait(for: wanted, milliseconds: Self.waitMilliseconds)
        let views = folder.views.current
        let position = views.position
        if let least, position < least {
            throw Refusal(
                .viewsBehind,
                "the views have come to r\(position), not yet to r\(least)",
                details: [.init("position", .count(position)), .init("size", .count(head))]
            )
        }
        return Arrival(
            head: head,
            position: position,
            isThere: isThere,
            generation: views.generation
        )
    }

    private func answer(
        _ question: Question,
        _ basis: Basis,
        _ arrival: Arrival,
        _ isExpired: @escaping @Sendable () -> Bool
    ) throws -> Answer {
        var answer = try Answers(
            reader: StoreReader(folder, isExpired: isExpired),
            basis: basis
        ).answer(question)
        guard folder.views.current.generation == arrival.generation else {
            throw Refusal(
                .rebuilding,
                "not answered: a record was redacted meanwhile, and the views begin anew; try again"
            )
        }
        if !arrival.isThere, question.parameters["as_of"] == nil {
            answer.notes.append("the views have come to r\(arrival.position) of r\(arrival.head)")
        }
        return answer
    }

    private func basis(_ question: Question, today: Day) throws -> Basis {
        let position = folder.views.current.position
        let coordinates = try question.coordinates(
            today: today,
            asOf: { text throws(Refusal) in try self.resolve(text, head: position) },
            head: RecordNumber(position)
        )
        let size = coordinates.asOf.value
        return Basis(
            coordinates: coordinates,
            size: size,
            root: try folder.log.root(at: size),
            redacted: folder.views.current.redacted.filter { $0.value <= size }
        )
    }

    private func resolve(_ text: String, head: UInt64) throws(Refusal) -> RecordNumber {
        let registry = folder.views.current.registry
        do {
            return try AsOf.resolve(
                text,
                head: RecordNumber(head),
                checkpoint: registry.checkpoint,
                recordedAt: { try folder.log.record(at: $0)?.leaf.recordedAt }
            )
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw Refusal(.internal, "\(error)")
        }
    }
}
