/// The field dictionary: for each body field its format and meaning, the same in every event type.
///
/// Whether a field is a list is told by the schema; a test holds the two against each other.
public enum FieldDictionary {
    /// One entry.
    public struct Entry: Sendable {
        /// What one value holds.
        public let format: Format
        /// What it means, as a phrase.
        public let meaning: String
    }

    /// The entry of a field.
    public static func entry(_ field: BodyField) -> Entry {
        guard let entry = entries[field] else {
            preconditionFailure("\(field) is not in the dictionary")
        }
        return entry
    }

    /// The format of a field in an event type, whose vocabulary `kind` and `rel` take.
    ///
    /// A desk's own type has no vocabulary: there they stay words of its choice.
    public static func format(of field: BodyField, in type: EventType) -> Format {
        let format = entry(field).format
        return format == .wordOfType && !type.kindWords.isEmpty ? .word(type.kindWords) : format
    }

    /// Whether the schema has the field as a list.
    public static func isList(_ field: BodyField) -> Bool { lists.contains(field) }

    private static let lists: Set<BodyField> = {
        let shape = Shape.current
        let fields = shape.fields(of: shape.index("Body")).filter(\.isRepeated)
        return Set(fields.compactMap { BodyField(rawValue: UInt8($0.number)) })
    }()

    private static let entries = events.merging(registrations) { first, _ in first }

    private static let events: [BodyField: Entry] = [
        .gist: .init(format: .text, meaning: "the act or its content, in our words"),
        .reason: .init(format: .text, meaning: "why, as the source tells it"),
        .title: .init(format: .text, meaning: "the name that the subject goes by"),
        .coverage: .init(format: .amount, meaning: "trade covered, as the source states it"),
        .rate: .init(format: .rate, meaning: "the measure's one rate"),
        .rates: .init(format: .rate, meaning: "the bands, where there are several"),
        .fromRate: .init(format: .rate, meaning: "rate before the step"),
        .toRate: .init(format: .rate, meaning: "rate after the step"),
        .supersedesRate: .init(format: .rate, meaning: "rate of an earlier plan, never applied"),
        .step: .init(format: .slug, meaning: "the planned change, with a life of its own"),
        .change: .init(format: .word(Change.words), meaning: "what the step does"),
        .effective: .init(format: .date, meaning: "first day of legal effect"),
        .until: .init(format: .date, meaning: "last day of the effect, inclusive"),
        .indefinite: .init(format: .flag, meaning: "said to have no end, or no new day"),
        .postponedTo: .init(format: .date, meaning: "new planned first day"),
        .plannedFrom: .init(format: .date, meaning: "first day proposed; never applies by itself"),
        .commentUntil: .init(format: .date, meaning: "last day for public comments"),
        .stateAsOf: .init(format: .date, meaning: "day for which this state is attested"),
        .goods: .init(format: .text, meaning: "the goods meant"),
        .lines: .init(format: .count, meaning: "tariff lines covered"),
        .excludedLines: .init(format: .count, meaning: "tariff lines taken out"),
        .refundableLines: .init(format: .count, meaning: "those whose past duty is paid back"),
        .refund: .init(format: .flag, meaning: "duty already paid is paid back"),
        .entryRule: .init(format: .entryRule, meaning: "rule for goods under way"),
        .resumes: .init(format: .flag, meaning: "takes effect again after a suspension"),
        .continues: .init(format: .flag, meaning: "goes on with a running suspension"),
        .hsListRef: .init(format: .text, meaning: "published list of tariff lines, with edition"),
        .legalBasis: .init(format: .text, meaning: "statute or section"),
        .condition: .init(format: .condition, meaning: "what it depends on"),
        .reaffirms: .init(format: .flag, meaning: "says again what was said before"),
        .instrument: .init(format: .word(Instrument.words), meaning: "kind of restriction"),
        .term: .init(format: .amount, meaning: "how long it is to run, in years"),
        .items: .init(format: .item, meaning: "what is offered, demanded, pledged"),
        .formal: .init(format: .word(Formality.words), meaning: "written or spoken"),
        .strength: .init(format: .word(Strength.words), meaning: "how hard it is put"),
        .preconditionFor: .init(format: .key(.subject), meaning: "the talk that waits for it"),
        .response: .init(format: .word(Response.words), meaning: "the answer"),
        .part: .init(format: .path, meaning: "the one item or field meant"),
        .kind: .init(format: .wordOfType, meaning: "sort within the type"),
        .level: .init(format: .word(Level.words), meaning: "rank of the meeting"),
        .place: .init(format: .place, meaning: "where"),
        .venue: .init(format: .text, meaning: "occasion or setting"),
        .agenda: .init(format: .text, meaning: "topics named for it"),
        .medium: .init(format: .text, meaning: "means: phone, video"),
        .outcome: .init(format: .word(Outcome.words), meaning: "how it ended"),
        .nextStep: .init(format: .text, meaning: "what was said to follow"),
        .atRisk: .init(format: .flag, meaning: "said to be in danger"),
        .carries: .init(format: .key(.subject), meaning: "what the message contains"),
        .about: .init(format: .key(.subject), meaning: "subjects it concerns"),
        .saidInstead: .init(format: .key(.subject), meaning: "statement given in place of one"),
        .refusal: .init(format: .word(NoComment.words), meaning: "how no answer was given"),
        .ending: .init(format: .word(Ending.words), meaning: "in which way it ended"),
        .deadline: .init(format: .date, meaning: "by when it is to be done"),
        .previousDeadline: .init(format: .date, meaning: "the deadline that it replaces"),
        .finding: .init(format: .word(Finding.words), meaning: "was the pledge kept"),
        .form: .init(format: .word(AgreementForm.words), meaning: "sort of agreement"),
        .terms: .init(format: .text, meaning: "what was agreed"),
        .partial: .init(format: .flag, meaning: "agreed in part only"),
        .target: .init(format: .record, meaning: "the record meant"),
        .proposition: .init(format: .text, meaning: "what is denied or confirmed"),
        .grounds: .init(format: .word(Grounds.words), meaning: "why disavowed"),
        .scope: .init(format: .word(DisavowalScope.words), meaning: "what is disavowed"),
        .metric: .init(format: .word(Metric.words), meaning: "what is measured"),
        .value: .init(format: .amount, meaning: "the figure"),
        .period: .init(format: .date, meaning: "the day or span the figure is about"),
        .since: .init(format: .date, meaning: "start of the span of a total"),
        .delta: .init(format: .amount, meaning: "change against the value before"),
        .prior: .init(format: .observation, meaning: "an earlier value told with it"),
        .stage: .init(format: .word(Stage.words), meaning: "stage entered"),
    ]

    private static let registrations: [BodyField: Entry] = [
        .outlet: .init(format: .key(.actor), meaning: "who published it"),
        .published: .init(format: .date, meaning: "when the public could know it"),
        .held: .init(format: .word(Held.words), meaning: "how much of it we have"),
        .wire: .init(format: .key(.actor), meaning: "agency whose text it carries"),
        .url: .init(format: .text, meaning: "one URL"),
        .sha256: .init(format: .digest, meaning: "of the held bytes, or of the rows, hex"),
        .file: .init(format: .text, meaning: "name of the held text"),
        .dateline: .init(format: .text, meaning: "place line of the text"),
        .language: .init(format: .text, meaning: "BCP 47 tag"),
        .what: .init(format: .text, meaning: "what was corrected or dated anew"),
        .name: .init(format: .text, meaning: "name; absent for the unnamed"),
        .aka: .init(format: .text, meaning: "other names and metonyms"),
        .iso3166: .init(format: .text, meaning: "alpha-3 code of the state or home country"),
        .partOf: .init(format: .key(.actor), meaning: "body it belongs to"),
        .controlledBy: .init(format: .key(.actor), meaning: "state that steers it"),
        .roles: .init(format: .post, meaning: "offices held"),
        .description: .init(format: .text, meaning: "description, in our words"),
        .document: .init(format: .key(.source), meaning: "text in which the handle is valid"),
        .count: .init(format: .range, meaning: "how many people the handle stands for"),
        .a: .init(format: .key(.any), meaning: "the key joined; the record's subject"),
        .b: .init(format: .key(.any), meaning: "the other key, or the candidates"),
        .rel: .init(format: .wordOfType, meaning: "how they are related"),
        .to: .init(format: .record, meaning: "where the link points"),
        .linkBy: .init(format: .word(LinkAuthor.words), meaning: "who asserts the link"),
        .join: .init(format: .word(Join.words), meaning: "how sure a join is"),
        .records: .init(
            format: .record,
            meaning: "the records in conflict, or the later versions that a redaction drops"
        ),
        .reading: .init(format: .text, meaning: "the opinion offered"),
        .subjectKinds: .init(format: .text, meaning: "kinds of subject of a desk's type"),
        .requiredFields: .init(format: .fieldName, meaning: "fields refused without"),
        .expectedFields: .init(format: .fieldName, meaning: "fields listed as incomplete without"),
        .allowedFields: .init(format: .fieldName, meaning: "further fields allowed"),
        .requiredRoles: .init(format: .word(Role.words), meaning: "roles refused without"),
        .machine: .init(
            format: .word(Machine.words),
            meaning: "state machine that the type moves"
        ),
        .state: .init(format: .text, meaning: "state that the subject enters"),
        .words: .init(format: .text, meaning: "the words of the saved command"),
        .size: .init(format: .count, meaning: "records that are covered"),
        .root: .init(format: .digest, meaning: "Merkle root at that size, hex"),
        .signedNote: .init(format: .text, meaning: "the note that both keys signed"),
        .rules: .init(format: .count, meaning: "version of the rules that made the rows"),
    ]
}
