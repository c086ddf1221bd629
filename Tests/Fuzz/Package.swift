// swift-tools-version: 6.2
import PackageDescription

/// The fuzzer: a package of its own, so that the normal build knows nothing of it.
///
/// `scripts/fuzz.sh` builds it with libFuzzer and the address sanitizer. It is a library, because
/// `main` is libFuzzer's, and the package manager would rename it in a program.
let package = Package(
    name: "Fuzz",
    platforms: [.macOS(.v15)],
    products: [.library(name: "Fuzz", type: .static, targets: ["Fuzz"])],
    dependencies: [.package(name: "ledgerd", path: "../..")],
    targets: [
        .target(
            name: "Fuzz",
            dependencies: [.product(name: "Ledger", package: "ledgerd")],
            path: "Sources"
        )
    ]
)
