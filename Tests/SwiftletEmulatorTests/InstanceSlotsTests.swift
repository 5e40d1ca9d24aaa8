import Testing

@testable import SwiftletEmulator

@Suite struct InstanceSlotsTests {
    @Test func `an instance is reused before another one is started`() {
        var slots = InstanceSlots(instances: 3, concurrency: 1)
        #expect(slots.take() == 0)
        slots.release(0)
        #expect(slots.take() == 0)
        #expect(slots.take() == 1)
        #expect(slots.take() == 2)
        #expect(slots.take() == nil)
        slots.release(1)
        #expect(slots.take() == 1)
        #expect(slots.take() == nil)
    }

    @Test func `an instance accepts events up to its concurrency`() {
        var slots = InstanceSlots(instances: 2, concurrency: 2)
        #expect([slots.take(), slots.take(), slots.take(), slots.take(), slots.take()] == [0, 0, 1, 1, nil])
        slots.release(0)
        slots.release(1)
        slots.release(1)
        // The least busy instance.
        #expect(slots.take() == 1)
    }

    @Test func `releasing an unused slot has no effect`() {
        var slots = InstanceSlots(instances: 1, concurrency: 1)
        slots.release(0)
        slots.release(7)
        #expect(slots.take() == 0)
        #expect(slots.take() == nil)
        slots.release(0)
        slots.release(0)
        #expect(slots.take() == 0)
        #expect(slots.take() == nil)
    }
}
