import CoreMetrics
import Swiftlet

/// An invocation in progress, whose metrics are collected.
struct MeasuredInvocation: Sendable {
    private let factory: any MetricsFactory
    private let buffer: MetricBuffer
    private let isColdStart: Bool
    private let start = ContinuousClock.now

    init(_ context: Context, factory: any MetricsFactory, coldStart: ColdStart) {
        self.factory = factory
        buffer = MetricBuffer(of: InvocationIdentity(context))
        isColdStart = coldStart.begin()
    }

    /// Runs a part of the invocation: the values it records are collected, and the metrics it creates use the factory.
    func run<Output>(
        _ body: nonisolated(nonsending) () async throws -> Output
    ) async throws -> Output {
        try await MetricBuffer.$current.withValue(buffer) {
            try await withMetricsFactory(factory) { try await body() }
        }
    }

    /// Records the metrics of the invocation, and writes all that it has recorded.
    ///
    /// - Parameters:
    ///   - dimension: The name and the value of the dimension of the duration.
    ///   - isFailure: Whether the invocation failed.
    ///   - batchFailures: The number of failed records of a batch, or `nil` if the event is not a batch.
    func end(dimension: (String, String), isFailure: Bool, batchFailures: Int? = nil) {
        let duration = start.duration(to: .now)
        MetricBuffer.$current.withValue(buffer) {
            count(InvocationMetrics.invocations, 1)
            count(InvocationMetrics.errors, isFailure ? 1 : 0)
            if isColdStart { count(InvocationMetrics.coldStart, 1) }
            if let batchFailures { count(InvocationMetrics.batchItemFailures, batchFailures) }
            let timer = factory.makeTimer(label: InvocationMetrics.duration, dimensions: [dimension])
            timer.recordNanoseconds(duration.nanoseconds)
        }
        buffer.close()
    }

    private func count(_ label: String, _ amount: Int) {
        factory.makeCounter(label: label, dimensions: []).increment(by: Int64(amount))
    }
}

extension Duration {
    /// The number of whole nanoseconds, at most what an integer can hold.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? .max : product.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
    }
}
