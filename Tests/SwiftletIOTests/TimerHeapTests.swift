import Testing

@testable import SwiftletIO

@Suite struct TimerHeapTests {
    private let start = ContinuousClock.now

    private func drained(_ heap: inout TimerHeap) -> [UInt64] {
        var order: [UInt64] = []
        while let id = heap.popDue(at: start + .seconds(1_000_000)) { order.append(id) }
        return order
    }

    @Test func `the nearest timer is first, equal ones in order`() {
        var heap = TimerHeap()
        for (id, seconds) in [(1, 5), (2, 3), (3, 5), (4, 1), (5, 3)] as [(UInt64, Int)] {
            heap.insert(id, at: start + .seconds(seconds))
        }
        #expect(heap.nearest == start + .seconds(1))
        #expect(drained(&heap) == [4, 2, 5, 1, 3])
        #expect(heap.isEmpty)
    }

    @Test func `only expired timers are removed`() {
        var heap = TimerHeap()
        heap.insert(1, at: start + .seconds(1))
        heap.insert(2, at: start + .seconds(2))
        #expect(heap.popDue(at: start) == nil)
        #expect(heap.popDue(at: start + .seconds(1)) == 1)
        #expect(heap.popDue(at: start + .seconds(1)) == nil)
        #expect(heap.count == 1)
    }

    @Test func `removal keeps the order`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<50 {
            var heap = TimerHeap()
            var expected: [(seconds: Int, id: UInt64)] = []
            for id in 1...200 as ClosedRange<UInt64> {
                let seconds = Int.random(in: 0..<50, using: &generator)
                heap.insert(id, at: start + .seconds(seconds))
                expected.append((seconds, id))
            }
            for _ in 0..<120 {
                let victim = expected.remove(at: Int.random(in: expected.indices, using: &generator))
                heap.remove(victim.id)
                heap.remove(victim.id)
            }
            expected.sort { ($0.seconds, $0.id) < ($1.seconds, $1.id) }
            #expect(drained(&heap) == expected.map(\.id))
        }
    }
}
