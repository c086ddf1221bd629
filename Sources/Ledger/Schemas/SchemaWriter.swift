/// Shapes to JSON Schema; what is shared stands once, under `$defs`.
struct SchemaWriter {
    /// Whether answers are closed too.
    let isStrict: Bool
    private var used: Set<SharedShape> = []

    init(isStrict: Bool) { self.isStrict = isStrict }

    /// A document of its own.
    mutating func document(name: String, _ object: ObjectShape, summary: String) -> JSON {
        var members: [JSON.Member] = [
            .init("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            .init("$id", .string(Schemas.identifier(name))), .init("title", .string(name)),
            .init("description", .string(summary)),
        ]
        members += keywords(object)
        let definitions = definitions()
        if !definitions.isEmpty { members.append(.init("$defs", .object(definitions))) }
        return .object(members)
    }

    /// Every shared shape in use, with those that they use, in the order of their list.
    private mutating func definitions() -> [JSON.Member] {
        var written: [SharedShape: JSON] = [:]
        while let next = used.first(where: { written[$0] == nil }) {
            written[next] = described(next.shape, next.meaning)
        }
        return SharedShape.allCases.compactMap { shared in
            written[shared].map { .init(shared.rawValue, $0) }
        }
    }

    /// The schema of a value with what it means.
    private mutating func described(_ shape: ValueShape, _ meaning: String) -> JSON {
        .object(keywords(shape) + [.init("description", .string(meaning))])
    }

    private mutating func json(_ shape: ValueShape) -> JSON { .object(keywords(shape)) }

    private mutating func keywords(_ shape: ValueShape) -> [JSON.Member] {
        switch shape {
        case .text: return [Self.type("string")]
        case .filled: return [Self.type("string"), .init("minLength", .count(1))]
        case .pattern(let pattern):
            return [Self.type("string"), .init("pattern", .string(pattern))]
        case .constant(let word): return [.init("const", .string(word))]
        case .words(let words): return [.init("enum", .array(words.map(JSON.string)))]
        case .flag: return [Self.type("boolean")]
        case .count: return [Self.type("integer"), .init("minimum", .count(0))]
        case .number: return [Self.type("integer")]
        case .anyObject: return [Self.type("object")]
        case .list(let element, let least):
            let minimum: [JSON.Member] = least > 0 ? [.init("minItems", .count(least))] : []
            return [Self.type("array"), .init("items", json(element))] + minimum
        case .object(let object): return keywords(object)
        case .oneOf(let objects):
            return [.init("oneOf", .array(objects.map { .object(keywords($0)) }))]
        case .anyOf(let shapes): return [.init("anyOf", .array(shapes.map { json($0) }))]
        case .shared(let shared):
            used.insert(shared)
            return [.init("$ref", .string("#/$defs/\(shared.rawValue)"))]
        case .orNull(let shape): return orNull(shape)
        }
    }

    /// Null beside the type or the words, where a shape has them; else beside the whole.
    private mutating func orNull(_ shape: ValueShape) -> [JSON.Member] {
        switch shape {
        case .text, .filled, .pattern, .flag, .count, .number:
            return keywords(shape).map { member in
                guard member.name == "type" else { return member }
                return .init("type", .array([member.value, .string("null")]))
            }
        case .words(let words):
            return [.init("enum", .array(words.map(JSON.string) + [.null]))]
        default:
            return [.init("anyOf", .array([json(shape), .object([Self.type("null")])]))]
        }
    }

    private mutating func keywords(_ object: ObjectShape) -> [JSON.Member] {
        let properties = object.members.map { member in
            JSON.Member(member.name, described(member.shape, member.meaning))
        }
        let required = object.members.filter { !$0.isOptional }.map { JSON.string($0.name) }
        var members = [Self.type("object"), .init("properties", .object(properties))]
        if !required.isEmpty { members.append(.init("required", .array(required))) }
        if object.isFilled { members.append(.init("minProperties", .count(1))) }
        if object.isClosed || isStrict {
            members.append(.init("additionalProperties", .bool(false)))
        }
        return members + object.rules
    }

    private static func type(_ name: String) -> JSON.Member { .init("type", .string(name)) }
}
