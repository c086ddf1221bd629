import CLMDB
import Testing

@testable import LMDB

/// What another program made with liblmdb is refused when it is not what we would make.
@Suite struct ForeignTableTests {
    let directory: ScratchDirectory

    init() throws { directory = try ScratchDirectory() }

    /// Makes a table as another program would.
    private func make(_ name: String, flags: Int32) {
        var environment: OpaquePointer?
        var transaction: OpaquePointer?
        var number: UInt32 = 0
        unsafe #expect(mdb_env_create(&environment) == 0)
        unsafe #expect(mdb_env_set_maxdbs(environment, 1) == 0)
        unsafe #expect(mdb_env_open(environment, directory.path, 0, 0o600) == 0)
        unsafe #expect(mdb_txn_begin(environment, nil, 0, &transaction) == 0)
        unsafe #expect(mdb_dbi_open(transaction, name, UInt32(flags | MDB_CREATE), &number) == 0)
        unsafe #expect(mdb_txn_commit(transaction) == 0)
        unsafe mdb_env_close(environment)
    }

    @Test(arguments: [MDB_DUPSORT, MDB_DUPSORT | MDB_DUPFIXED, MDB_INTEGERKEY, MDB_REVERSEKEY])
    func `a table with flags is refused`(flags: Int32) throws {
        make("table", flags: flags)
        #expect(throws: LMDBError.incompatibleTable) { try directory.open(tables: ["table"]) }
        _ = try directory.open(tables: ["other"])
    }

    @Test func `a table without flags is welcome`() throws {
        make("table", flags: 0)
        _ = try directory.open(tables: ["table"])
    }
}
