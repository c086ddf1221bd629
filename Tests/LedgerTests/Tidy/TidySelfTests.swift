import Testing

/// The rules see what they are meant to see.
@Suite struct TidySelfTests {
    @Test(arguments: [
        ("let a = 1 // print(a)", "let a = 1"),
        ("f(\"unsafe \\(b!) x\") + c", "f(          b!    ) + c"),
        ("let r = #\"a\\(b)\"# + d", "let r =          + d"),
        ("/* a /* b */ c */ let e", "                  let e"),
        ("@Test func `try! it`() {", "@Test func xxxxxxxxx() {"),
    ])
    func `comments and literals are no code`(text: String, code: String) {
        let found = SwiftText.code(of: text).map { line in
            String(line.map { $0 == SwiftText.filler ? " " : $0 })
        }
        #expect(found.joined().words == code.words)
    }

    @Test func `lines stay lines`() {
        let text = "let a = \"\"\"\n    print(1)\n    \"\"\"\nlet b = a"
        let code = SwiftText.code(of: text)
        #expect(code.count == 4)
        #expect(!code[1].prints)
        #expect(code[3] == "let b = a")
    }

    @Test(arguments: [
        ("try! read()", true), ("a.first!.b", true), ("a[0]!", true), ("x as! Y", true),
        ("if !a, b != c, d !== e", false), ("#if !canImport(Glibc)", false),
    ])
    func `marks that trap are seen`(code: String, forces: Bool) {
        #expect(code.forces == forces)
    }

    @Test(arguments: [
        ("print(a)", true), ("    Swift.print(a)", false), ("sprint(a)", false),
        ("if a { print(b) }", true),
    ])
    func `printing is seen`(code: String, prints: Bool) {
        #expect(code.prints == prints)
    }

    @Test(arguments: [
        ("public struct A: B {", "struct", "A", true),
        ("    private(set) var a: Int {", "var", "a", false),
        ("@discardableResult public mutating func go<T>(_ a: T) {", "func", "go", true),
        ("    public static func < (a: A, b: A) -> Bool {", "func", "<", true),
        ("    init?(_ text: String) {", "init", "", false),
    ])
    func `declarations are seen`(code: String, keyword: String, name: String, isPublic: Bool) {
        let found = SwiftDeclaration(code)
        #expect(found?.keyword == keyword)
        #expect(found?.name == name)
        #expect(found?.isPublic == isPublic)
    }

    @Test(arguments: [
        ("public import Ledger", "Ledger"), ("@testable import ledgerd", "ledgerd"),
        ("import enum LedgerAPI.MediaType", "LedgerAPI"), ("let a = important", nil),
    ])
    func `imports are seen`(code: String, module: String?) {
        #expect(SwiftImport(code)?.module == module)
    }
}
