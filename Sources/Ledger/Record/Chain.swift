/// What has become of a testimony: its corrections and retractions, in order.
///
/// A chain is named by its first record, the root. Each lifecycle record leaves one version
/// standing, or none; the last one by `as_of` tells which.
public struct Chain: Sendable, Equatable {
    /// A lifecycle record and what it leaves standing.
    public struct Step: Sendable, Equatable {
        /// The record that did it.
        public let position: RecordNumber
        /// What it did.
        public let act: Act
        /// The version that stands after it; nil if none does.
        public let stands: RecordNumber?

        /// Makes a step.
        public init(position: RecordNumber, act: Act, stands: RecordNumber?) {
            self.position = position
            self.act = act
            self.stands = stands
        }
    }

    /// What a lifecycle record does.
    public enum Act: UInt8, Sendable {
        case corrected = 1
        case retracted, redacted

        /// What a lifecycle record of a type does; nil for any other.
        public init?(type: String) {
            switch type {
            case "record.corrected": self = .corrected
            case "record.retracted": self = .retracted
            case "record.redacted": self = .redacted
            default: return nil
            }
        }
    }

    /// The first record.
    public let root: RecordNumber
    /// Who appended it.
    public let recorder: UInt32
    /// Whether it registers a key; registrations change by correction and are never retracted.
    public let isRegistration: Bool
    /// Lifecycle records, in order.
    public private(set) var steps: [Step]

    /// Makes a chain.
    public init(
        root: RecordNumber,
        recorder: UInt32,
        isRegistration: Bool,
        steps: [Step] = []
    ) {
        self.root = root
        self.recorder = recorder
        self.isRegistration = isRegistration
        self.steps = steps
    }

    /// The record that must be targeted by the next correction.
    public var tip: RecordNumber { steps.last?.position ?? root }

    /// The version that stands; nil if none does.
    public var stands: RecordNumber? { steps.isEmpty ? root : steps.last?.stands }

    /// The first record and every lifecycle record since: all that goes when it is redacted.
    public var versions: [RecordNumber] { [root] + steps.map(\.position) }

    /// What a lifecycle record leaves standing; nil if it does not fit the chain as it is.
    public func step(_ act: Act, of target: RecordNumber, by position: RecordNumber) -> Step? {
        switch act {
        case .corrected: corrected(target, by: position)
        case .retracted: retracted(target, by: position)
        case .redacted: redacted(target, by: position)
        }
    }

    /// Adds the next lifecycle record.
    public mutating func append(_ step: Step) { steps.append(step) }

    /// What a correction at a position leaves standing: itself.
    ///
    /// Nil if the target is not the tip.
    public func corrected(_ target: RecordNumber, by position: RecordNumber) -> Step? {
        guard target == tip, steps.last?.act != .redacted else { return nil }
        return Step(position: position, act: .corrected, stands: position)
    }

    /// What a retraction leaves standing.
    ///
    /// Nil if the target is neither the root nor the tip. Retracting the root withdraws the
    /// testimony with all its versions; retracting the last correction or retraction undoes that
    /// one alone.
    public func retracted(_ target: RecordNumber, by position: RecordNumber) -> Step? {
        guard steps.last?.act != .redacted else { return nil }
        if target == tip, !steps.isEmpty {
            let before = steps.count == 1 ? root : steps[steps.count - 2].stands
            return Step(position: position, act: .retracted, stands: before)
        }
        guard target == root, stands != nil else { return nil }
        return Step(position: position, act: .retracted, stands: nil)
    }

    /// What a redaction leaves standing: nothing.
    ///
    /// Nil unless the target is the root: once its versions are gone, only the root still tells
    /// what they belonged to. Nil if it is redacted already.
    public func redacted(_ target: RecordNumber, by position: RecordNumber) -> Step? {
        guard target == root, steps.last?.act != .redacted else { return nil }
        return Step(position: position, act: .redacted, stands: nil)
    }
}
