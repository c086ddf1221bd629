import Foundation

/// The published vectors that the tests bring along, as JSON files in the folder `Vectors`.
enum Vectors {
    struct Missing: Error {
        let name: String
    }

    static func decode<Content: Decodable>(_: Content.Type, from name: String) throws -> Content {
        let url = Bundle.module.url(
            forResource: name,
            withExtension: "json",
            subdirectory: "Vectors"
        )
        guard let url else { throw Missing(name: name) }
        return try JSONDecoder().decode(Content.self, from: Data(contentsOf: url))
    }
}
