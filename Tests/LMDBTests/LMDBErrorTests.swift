import Glibc
import Testing

@testable import LMDB

@Suite struct LMDBErrorTests {
    @Test(
        arguments: [
            (-30_799, .outOfOrder), (-30_797, .corrupted), (-30_796, .corrupted),
            (-30_795, .panic), (-30_794, .versionMismatch), (-30_793, .invalidFile),
            (-30_792, .mapFull), (-30_791, .other(code: -30_791)), (-30_790, .readersFull),
            (-30_788, .transactionFull), (-30_785, .mapResized), (-30_784, .incompatibleTable),
            (-30_782, .transactionBroken), (-30_781, .badValueSize),
            (ENOSPC, .diskFull), (EDQUOT, .diskFull), (EIO, .io(errno: EIO)),
            (ENOMEM, .io(errno: ENOMEM)),
        ] as [(Int32, LMDBError)]
    )
    func `a code is sorted by what can be done about it`(code: Int32, error: LMDBError) {
        #expect(LMDBError(code: code) == error)
    }

    @Test func `a description is a sentence`() {
        let errors: [LMDBError] = [
            .commitFailed(.diskFull), .mapFull, .diskFull, .io(errno: EIO), .readersFull,
            .badValueSize, .outOfOrder, .transactionFull, .transactionBroken, .corrupted,
            .invalidFile, .versionMismatch, .incompatibleTable, .panic, .mapResized,
            .alreadyOpen(path: "/a"), .other(code: -30_791),
        ]
        for error in errors {
            #expect(error.description.first?.isUppercase == true)
            #expect(error.description.hasSuffix("."))
        }
        #expect(Set(errors.map(\.description)).count == errors.count)
        #expect("\(LMDBError.io(errno: EIO))".contains("Input/output error"))
    }
}
