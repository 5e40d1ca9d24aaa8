import Testing

@testable import SwiftletSQL

@Suite struct TransactionProgressTests {
    @Test func `abandoned cursors are closed once, while the transaction is open`() throws {
        var progress = TransactionProgress()
        progress.abandon([.server("a"), .driver(2)])
        #expect(try progress.takeAbandonedCursors().count == 2)
        #expect(try progress.takeAbandonedCursors().isEmpty)
        try progress.beginEnding()
        progress.abandon([.server("b")])
        let error = #expect(throws: SQLError.self) { try progress.takeAbandonedCursors() }
        #expect(error?.code == .transactionClosed)
    }

    @Test func `a transaction ends once`() throws {
        var progress = TransactionProgress()
        try progress.beginEnding()
        let error = #expect(throws: SQLError.self) { try progress.beginEnding() }
        #expect(error?.code == .transactionClosed)
    }

    @Test func `a COPY in progress rejects statements`() throws {
        var progress = TransactionProgress()
        try progress.checkNotCopying()
        progress.isCopying = true
        let error = #expect(throws: SQLError.self) { try progress.checkNotCopying() }
        #expect(error?.code == .invalidStatement)
    }

    @Test func `names are unique in the transaction`() {
        var progress = TransactionProgress()
        let names = (0..<3).flatMap { _ in [progress.makeCursorName(), progress.makeSavepointName()] }
        #expect(Set(names).count == 6)
    }
}
