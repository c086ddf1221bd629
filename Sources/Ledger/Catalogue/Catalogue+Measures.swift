extension Catalogue {
    private static let plan: [BodyField] = [
        .coverage, .rate, .rates, .fromRate, .toRate, .supersedesRate, .step, .change, .goods,
        .lines, .legalBasis,
    ]

    /// Tariffs and restrictions.
    static let measures: [Entry] = [
        Entry(
            name: "tariff.threatened",
            summary: "a tariff is threatened, with no plan yet",
            kinds: [.measure],
            roles: [.imposer, .target],
            allowed: [
                .coverage, .rate, .rates, .plannedFrom, .goods, .legalBasis, .condition,
            ],
            state: "threatened"
        ),
        Entry(
            name: "tariff.announced",
            summary: "a plan for a tariff is announced",
            kinds: [.measure],
            roles: [.imposer, .target],
            expected: [[.coverage, .goods, .lines, .toRate, .reaffirms]],
            allowed: plan + [.plannedFrom, .commentUntil, .condition],
            state: "announced"
        ),
        Entry(
            name: "tariff.scheduled",
            summary: "a tariff, or a step of one, is set for a day",
            kinds: [.measure],
            roles: [.imposer, .target],
            required: [[.effective], [.rate, .rates, .change]],
            allowed: plan + [
                .until, .indefinite, .excludedLines, .refundableLines, .entryRule, .continues,
            ],
            state: "scheduled"
        ),
        Entry(
            name: "tariff.imposed",
            summary: "a tariff is in force",
            kinds: [.measure],
            roles: [.imposer, .target],
            expected: [[.effective], [.rate, .rates]],
            allowed: [
                .coverage, .until, .stateAsOf, .goods, .lines, .resumes, .hsListRef, .legalBasis,
            ],
            state: "in_force"
        ),
        Entry(
            name: "tariff.raised",
            summary: "a tariff's rate goes up",
            kinds: [.measure],
            roles: [.imposer, .target],
            required: [[.effective], [.toRate, .rates, .step]],
            allowed: [.coverage, .fromRate, .entryRule],
            state: "in_force"
        ),
        Entry(
            name: "tariff.lowered",
            summary: "a tariff's rate goes down",
            kinds: [.measure],
            roles: [.imposer, .target],
            required: [[.effective], [.toRate, .rates, .step]],
            allowed: [.coverage, .fromRate, .entryRule],
            state: "in_force"
        ),
        Entry(
            name: "tariff.amended",
            summary: "what a tariff covers, or how it enters, changes",
            kinds: [.measure],
            roles: [.imposer, .target],
            required: [[.effective], [.goods, .excludedLines, .entryRule]],
            allowed: [.until, .refundableLines, .refund],
            state: "in_force"
        ),
        Entry(
            name: "tariff.postponed",
            summary: "a scheduled step is put off",
            kinds: [.measure],
            roles: [.imposer, .target],
            required: [[.postponedTo, .indefinite]],
            expected: [[.step]],
            state: "postponed"
        ),
        Entry(
            name: "tariff.suspended",
            summary: "a tariff stops for a time",
            kinds: [.measure],
            roles: [.imposer, .target],
            required: [[.effective]],
            allowed: [.until, .indefinite, .continues],
            state: "suspended"
        ),
        Entry(
            name: "tariff.lifted",
            summary: "a tariff ends",
            kinds: [.measure],
            roles: [.imposer, .target],
            required: [[.effective]],
            allowed: [.refund],
            state: "lifted"
        ),
        Entry(
            name: "tariff.cancelled",
            summary: "a plan for a tariff is dropped",
            kinds: [.measure],
            roles: [.imposer, .target],
            allowed: [.coverage, .step, .plannedFrom],
            state: "cancelled"
        ),
        Entry(
            name: "restriction.announced",
            summary: "a restriction is announced",
            kinds: [.restriction],
            required: [[.instrument]],
            allowed: [.effective, .until, .term, .condition],
            state: "announced"
        ),
        Entry(
            name: "restriction.imposed",
            summary: "a restriction is in force",
            kinds: [.restriction],
            required: [[.instrument]],
            expected: [[.effective]],
            allowed: [.until, .term, .condition],
            state: "in_force"
        ),
        Entry(
            name: "restriction.lifted",
            summary: "a restriction ends or is eased",
            kinds: [.restriction],
            required: [[.instrument]],
            expected: [[.effective]],
            allowed: [.condition],
            state: "lifted"
        ),
    ]
}
