import Ledger
import Testing

/// C2SP tlog-tiles: names, contents, and which there are.
@Suite struct TileTests {
    @Test(
        arguments: [
            ("0/000", Tile(.hashes(level: 0), n: 0)), ("0/273", Tile(.hashes(level: 0), n: 273)),
            ("1/x001/000", Tile(.hashes(level: 1), n: 1_000)),
            ("2/x001/x234/067", Tile(.hashes(level: 2), n: 1_234_067)),
            ("0/000.p/1", Tile(.hashes(level: 0), n: 0, width: 1)),
            ("entries/x001/234.p/255", Tile(.entries, n: 1_234, width: 255)),
            ("entries/000", Tile(.entries, n: 0)),
        ])
    func `a path names a tile`(path: String, tile: Tile) {
        #expect(Tile(path: path) == tile)
        #expect(tile.path == path)
    }

    @Test(
        arguments: [
            "", "0", "0/", "0/0", "0/00", "0/0000", "00/000", "8/000", "-1/000", "entries",
            "0/x000",
            "0/x000/001", "0/001/002", "0/x01/002", "0/000.p", "0/000.p/", "0/000.p/0",
            "0/000.p/256", "0/000.p/01", "0/000.p/x", "0/000/1", "0/x001.p/000/1", "x/000", "0/ab1",
            "0//000", "0/000/", "entries/x999/x999/x999/x999/x999/x999/999",
        ])
    func `what is no tile is refused`(path: String) { #expect(Tile(path: path) == nil) }

    /// Counts from the specification's examples.
    @Test func `a size needs these tiles and no others`() {
        let large = Tile.all(of: 70_000)
        #expect(large.filter { $0.content == .hashes(level: 0) && $0.width == 256 }.count == 273)
        let names = Set(large.map(\.path))
        #expect(names.contains("0/273.p/112") && names.contains("1/001.p/17"))
        #expect(names.contains("2/000.p/1") && !names.contains { $0.hasPrefix("3/") })
        #expect(large.count == 2 * 274 + 2 + 1)
        #expect(Tile.all(of: 256).map(\.path) == ["entries/000", "0/000", "1/000.p/1"])
        #expect(Tile.all(of: 0).isEmpty)
    }

    @Test func `a mirror that is brought up to date ends with the same tiles`() {
        for size in stride(from: 0, to: 1_500, by: 37) as StrideTo<Int> {
            for had in stride(from: 0, through: size, by: 61) {
                let held = Set(Tile.all(of: UInt64(had)))
                let fetched = Tile.all(of: UInt64(size), after: UInt64(had))
                #expect(Set(Tile.all(of: UInt64(size))).isSubset(of: held.union(fetched)))
            }
        }
    }

    @Test func `a tile's hashes are the roots of the leaves below it`() {
        let tree = StoredTree(count: 700)
        for tile in Tile.all(of: 700) where tile.content != .entries {
            guard case .hashes(let level) = tile.content else { continue }
            let bytes = tree.read(at: 700) { tile.hashes(reading: $0) }
            #expect(bytes.count == 32 * tile.width)
            for at in 0..<UInt64(tile.width) {
                let span: UInt64 = level == 0 ? 1 : 256
                let first = (tile.n * 256 + at) * span
                let root = tree.read(at: 700) {
                    MerkleTree.subtreeHash(of: first..<first + span, reading: $0)
                }
                #expect(Array(bytes[Int(at) * 32..<Int(at + 1) * 32]) == root.bytes)
            }
        }
    }

    @Test func `the golden tiles are made byte for byte`() {
        #expect(GoldenLog.tiles.map(\.width) == Array(1...15))
        for golden in GoldenLog.tiles {
            let tile = Tile(.hashes(level: 0), n: 0, width: golden.width)
            let made = GoldenLog.tree.read(at: UInt64(golden.width)) { tile.hashes(reading: $0) }
            #expect(Hash.sha256(of: made.span).hex == golden.hashes)
        }
    }

    @Test func `no tile that can be asked for overflows`() {
        for path in ["7/x036/x028/x797/x018/x963/967", "entries/x036/x028/x797/x018/x963/967"] {
            #expect((Tile(path: path)?.sizeNeeded ?? .max) > 1 << 60)
        }
    }
}
