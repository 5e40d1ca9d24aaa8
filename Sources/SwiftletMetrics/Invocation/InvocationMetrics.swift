public import CoreMetrics
public import Swiftlet

/// Measures invocations, and writes the metrics that they record before the response is sent.
///
/// ```swift
/// func meteredShop(_ metrics: CloudWatchMetrics) -> App {
///     App(title: "Shop", version: "1.0.0") {
///         InvocationMetrics(metrics)
///         RequestLog()
///         sell
///     }
/// }
/// ```
///
/// List it first, so that it also measures the other middleware.
///
/// | metric | value |
/// |---|---|
/// | `Invocations` | 1 |
/// | `Errors` | 1 if the status is 500 or higher or the event handler throws, otherwise 0 |
/// | `ColdStart` | 1 in the first invocation of the process, otherwise not recorded |
/// | `Duration` | the time until the response is complete, with the dimension `route`, or `handler` for events |
/// | `BatchItemFailures` | the number of failed records in the response to a batch |
/// | `PoolWait` | the time waited for a database connection: ``recordPoolWait(_:)`` |
///
/// The dimension `route` is the method and the path of the route as declared, such as `GET /users/{id}`, never the path of the
/// request, which can have any number of values. It is `unmatched` if the response is that of a middleware, or no route matches
/// the request.
///
/// Metrics that are created within the request use the given backend, without a call of `MetricsSystem.bootstrap`.
public struct InvocationMetrics: Middleware {
    static let invocations = "Invocations"
    static let errors = "Errors"
    static let coldStart = "ColdStart"
    static let duration = "Duration"
    static let batchItemFailures = "BatchItemFailures"
    static let poolWait = "PoolWait"

    private let factory: (any MetricsFactory)?
    private let start: ColdStart

    /// Creates the middleware.
    ///
    /// - Parameter factory: The backend, or `nil` for that of `MetricsSystem.bootstrap`.
    public init(_ factory: (any MetricsFactory)? = nil) {
        self.init(factory, coldStart: .process)
    }

    init(_ factory: (any MetricsFactory)?, coldStart: ColdStart) {
        self.factory = factory
        start = coldStart
    }

    /// Handles the request and records its metrics.
    public func handle(_ request: Request, context: Context, next: @escaping Next) async throws -> Response {
        context.recordRoute()
        let invocation = begin(context)
        do {
            var response = try await invocation.run { try await next(request, context) }
            let dimension = ("route", context.matchedRoute.flatMap(MetricNames.dimensionValue) ?? "unmatched")
            if case .stream(let body) = response.body, response.carriesBody(to: request.method) {
                let isFailure = response.status.code >= 500
                response.body = .stream(
                    body.wrapped { write in try await invocation.run(write) }
                        .onEnd { outcome in
                            invocation.end(dimension: dimension, isFailure: isFailure || !outcome.isSuccess)
                        }
                )
            } else {
                await context.observe(response) { sent in
                    invocation.end(dimension: dimension, isFailure: sent.map { $0.status.code >= 500 } ?? true)
                }
            }
            return response
        } catch {
            invocation.end(dimension: ("route", "unmatched"), isFailure: true)
            throw error
        }
    }

    /// Measures the invocation of a handler without an app, like that of an event handler.
    ///
    /// - Parameters:
    ///   - name: The name of the handler.
    ///   - context: The context of the invocation.
    ///   - body: Handles the event.
    /// - Returns: The result of the body.
    /// - Throws: The error thrown by the body, which counts in `Errors`.
    public func measure<Output>(
        handler name: String,
        context: Context,
        body: nonisolated(nonsending) () async throws -> Output
    ) async throws -> Output {
        try await measure(handler: name, context: context, batchFailures: { _ in nil }, body: body)
    }

    /// Measures an invocation, with the number of failed records in the output of a batch.
    func measure<Output>(
        handler name: String,
        context: Context,
        batchFailures: (Output) -> Int?,
        body: nonisolated(nonsending) () async throws -> Output
    ) async throws -> Output {
        let invocation = begin(context)
        let dimension = ("handler", name)
        do {
            let output = try await invocation.run(body)
            invocation.end(dimension: dimension, isFailure: false, batchFailures: batchFailures(output))
            return output
        } catch {
            invocation.end(dimension: dimension, isFailure: true)
            throw error
        }
    }

    /// Records the time waited for a connection of a database's pool as `PoolWait`.
    ///
    /// It is called by `Database.Configuration.onConnectionWait`, and uses the backend of the request.
    public static func recordPoolWait(_ duration: Duration) {
        MetricsSystem.factory.makeTimer(label: poolWait, dimensions: []).recordNanoseconds(duration.nanoseconds)
    }

    private func begin(_ context: Context) -> MeasuredInvocation {
        MeasuredInvocation(context, factory: factory ?? MetricsSystem.factory, coldStart: start)
    }
}
