import LedgerSchema
import SwiftProtobuf
import Testing

@testable import Ledger

/// Our codec against swift-protobuf, which shares no code with it.
struct CodecOracleTests {
    /// Eight runs of 400 events; dense ones are large, so most are sparse.
    @Test(arguments: 0..<8)
    func `random events mean the same to us and to swift-protobuf`(run: Int) throws {
        var random = WireRandom(seed: UInt64(run) &* 0x1234_5678_9abc_def1)
        for index in 0..<400 {
            let percent = index % 100 == 0 ? 90 : [4, 10, 20, 35][index % 4]
            let sample = WireSample.event(&random, percent: percent)
            let json = sample.shuffled(&random)
            let bytes = try read(json)
            try #require(CanonicalCheck.isCanonical(bytes), "run \(run), event \(index)")

            // Into bytes: theirs are the same, from the JSON and from ours read back.
            var ordering = BinaryEncodingOptions()
            ordering.useDeterministicOrdering = true
            let theirs = try Ledger_V1_Event(jsonUTF8Bytes: json)
            let written: [UInt8] = try theirs.serializedBytes(options: ordering)
            try #require(written == bytes, "run \(run), event \(index)")
            let decoded = try Ledger_V1_Event(serializedBytes: bytes)
            try #require(decoded == theirs && decoded.unknownFields.data.isEmpty)
            let rewritten: [UInt8] = try decoded.serializedBytes(options: ordering)
            try #require(rewritten == bytes)

            // Into JSON: theirs reads ours, ours reads theirs, and order does not matter.
            let line = WireToJSON.event(bytes)
            try #require(try Ledger_V1_Event(jsonUTF8Bytes: line) == theirs)
            try #require(try read(line) == bytes)
            let again = sample.shuffled(&random)
            try #require(try read(again) == bytes)
        }
    }

    @Test func `swift-protobuf's JSON with the field names of the schema is read`() throws {
        var random = WireRandom(seed: 77)
        var options = JSONEncodingOptions()
        options.preserveProtoFieldNames = true
        var compared = 0
        for _ in 0..<200 {
            let bytes = try read(WireSample.event(&random, percent: 15).shuffled(&random))
            var theirs = try Ledger_V1_Event(serializedBytes: bytes)
            // They quote counts, which ours refuses: what holds counts is compared above.
            theirs.clearBody()
            theirs.clearReplacement()
            theirs.evidence = []
            let json: [UInt8] = try theirs.jsonUTF8Bytes(options: options)
            guard theirs != Ledger_V1_Event() else { continue }
            #expect(try Ledger_V1_Event(serializedBytes: read(json)) == theirs)
            compared += 1
        }
        #expect(compared > 100)
    }

    @Test func `the random events reach every field of every message of an event`() {
        var found: Set<String> = []
        var random = WireRandom(seed: 1)
        for _ in 0..<60 {
            WireSample.event(&random, percent: 60).fields(of: "Event", into: &found)
        }
        let outside: Set<String> = ["AppendBatch", "AppendItem", "Expectation", "StoredRecord"]
        let shape = Shape.current
        let messages = shape.messages.filter { !outside.contains($0.name) }
        let all = messages.flatMap { message in
            shape.fields(of: shape.index(message.name)).map { "\(message.name).\($0.name)" }
        }
        #expect(found == Set(all))
        #expect(all.count > 150)
    }

    private func read(_ json: [UInt8]) throws -> [UInt8] {
        let reader = JSONToWire.read(json, isLines: false)
        try #require(reader.faults == [])
        try #require(reader.items.count == 1)
        return reader.items[0].bytes
    }
}
