import Testing

@testable import SwiftletSQL

@Suite struct PoolStateTests {
    private func opens(_ grant: PoolState<String>.Grant?) -> Bool {
        if case .open = grant { true } else { false }
    }

    private func used(_ grant: PoolState<String>.Grant?) -> String? {
        if case .use(let connection, _) = grant { connection } else { nil }
    }

    @Test func `slots are granted up to the limit`() {
        var pool = PoolState<String>(size: 1, limit: 2)
        #expect(opens(pool.tryAcquire()))
        #expect(opens(pool.tryAcquire()))
        #expect(!opens(pool.tryAcquire()))
        #expect(pool.releaseSlot() == nil)
        #expect(opens(pool.tryAcquire()))
    }

    @Test func `the last connection used is reused first, overflow is discarded`() {
        var pool = PoolState<String>(size: 2, limit: 3)
        for _ in 0..<3 { _ = pool.tryAcquire() }
        #expect(pool.release("a", at: .zero) == .discarded)
        #expect(pool.release("b", at: .zero) == .kept)
        #expect(pool.release("c", at: .zero) == .kept)
        #expect(used(pool.tryAcquire()) == "c")
        #expect(used(pool.tryAcquire()) == "b")
        #expect(pool.count == 2)
    }

    @Test func `waiters get a connection or a slot in order`() {
        var pool = PoolState<String>(size: 1, limit: 1)
        _ = pool.tryAcquire()
        pool.enqueue(1)
        pool.enqueue(2)
        pool.enqueue(3)
        pool.removeWaiter(2)
        #expect(pool.release("a", at: .zero) == .handedOff(waiter: 1))
        #expect(pool.releaseSlot() == 3)
        #expect(pool.count == 1)
        #expect(pool.releaseSlot() == nil)
        #expect(pool.count == 0)
    }

    @Test func `removing idle connections releases their slots`() {
        var pool = PoolState<String>(size: 2, limit: 2)
        for _ in 0..<2 { _ = pool.tryAcquire() }
        #expect(pool.release("a", at: .zero) == .kept)
        #expect(pool.removeIdle() == ["a"])
        #expect(pool.count == 1)
        #expect(opens(pool.tryAcquire()))
        #expect(!opens(pool.tryAcquire()))
    }

    @Test func `a closed pool keeps no connection`() {
        var pool = PoolState<String>(size: 2, limit: 2)
        _ = pool.tryAcquire()
        _ = pool.tryAcquire()
        #expect(pool.release("a", at: .zero) == .kept)
        let closed = pool.close()
        #expect(closed.idle == ["a"])
        #expect(pool.release("b", at: .zero) == .discarded)
        #expect(pool.count == 0)
    }
}
