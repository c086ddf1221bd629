import Testing

@testable import ledgerctl

@Suite struct HoistTests {
}
