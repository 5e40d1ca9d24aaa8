public import Swiftlet
import SwiftletJSON

extension Idempotency {
    /// Runs an operation once per key, and returns the stored result for a key that has completed.
    ///
    /// The result is stored when the closure returns, so its effect must be committed by then: use the database itself, or a
    /// transaction within the closure, not a dependency that commits at its teardown.
    ///
    /// ```swift
    /// let charges = EventHandler("charges", Inject(idempotency), Inject(paymentStore)) {
    ///     (charge: Charge, context, idempotency, payments) in
    ///     try await idempotency.run(charge.orderID, context: context) {
    ///         try await payments.add(NewPayment(amount: charge.amount))
    ///     }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - key: The key; not empty.
    ///   - payload: The part of the event that must be the same for the same key, or `nil` to compare nothing.
    ///   - context: The context of the invocation.
    ///   - body: The operation. If it throws an error, nothing is stored and the key is free.
    /// - Returns: The result, encoded as JSON and decoded again if it was stored.
    /// - Throws: ``IdempotencyError``, the error of the operation, or that of the store, in which case the operation did not
    ///   run.
    public func run<Output: EventInput & EventOutput>(
        _ key: String,
        payload: [UInt8]? = nil,
        context: Context,
        body: () async throws -> Output
    ) async throws -> Output {
        guard !key.isEmpty else { throw IdempotencyError(.emptyKey) }
        var fingerprint = Digest(reserving: (payload?.count ?? 0) + 16)
        fingerprint.add(key)
        if let payload { fingerprint.add(payload) }
        switch try await start(["event", key], fingerprint: try fingerprint.finish(), context: context) {
        case .completed(let result):
            context.logger.debug("Returning the stored result of an idempotent operation of \(name)")
            return try Output.decodeEvent(try JSONDocument(parsing: result).root)
        case .run(let claim):
            let output: Output
            do {
                output = try await body()
            } catch {
                await uncancelled { await release(claim, context: context) }
                throw error
            }
            // An operation has taken effect even if its result cannot be encoded.
            let result = Result { try Self.encoded(output) }
            await uncancelled { await complete(claim, with: try? result.get(), context: context) }
            _ = try result.get()
            return output
        }
    }

    /// Runs an operation without a result once per key.
    ///
    /// The parameters and the errors are those of the other overload.
    public func run(
        _ key: String,
        payload: [UInt8]? = nil,
        context: Context,
        body: () async throws -> Void
    ) async throws {
        _ = try await run(key, payload: payload, context: context) { () async throws -> JSON in
            try await body()
            return .null
        }
    }

    /// Runs an operation once per value of a field of an event or of a record of a batch.
    ///
    /// ```swift
    /// let payments = EventHandler("payments", Inject(idempotency), Inject(paymentStore)) {
    ///     (event: SQSEvent, context, idempotency, payments) in
    ///     await processBatch(event.records) { record in
    ///         try await idempotency.run(record, by: \.messageID, payload: \.body, context: context) { record in
    ///             _ = try await payments.add(try record.decode())
    ///         }
    ///     }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - event: The event or the record.
    ///   - key: Returns the key, such as a message ID or an order number in the body.
    ///   - payload: Returns the part that must be the same for the same key.
    ///   - context: The context of the invocation.
    ///   - body: The operation. If it throws an error, nothing is stored and the key is free.
    /// - Returns: The result, encoded as JSON and decoded again if it was stored.
    /// - Throws: ``IdempotencyError``, the error of a closure, or that of the store, in which case the operation did not run.
    public func run<Event, Output: EventInput & EventOutput>(
        _ event: Event,
        by key: (Event) throws -> String,
        payload: ((Event) throws -> String)? = nil,
        context: Context,
        body: (Event) async throws -> Output
    ) async throws -> Output {
        let text = try payload.map { try $0(event) }
        return try await run(try key(event), payload: text.map { Array($0.utf8) }, context: context) {
            try await body(event)
        }
    }

    /// Runs an operation without a result once per value of a field of an event or of a record of a batch.
    ///
    /// The parameters and the errors are those of the other overload.
    public func run<Event>(
        _ event: Event,
        by key: (Event) throws -> String,
        payload: ((Event) throws -> String)? = nil,
        context: Context,
        body: (Event) async throws -> Void
    ) async throws {
        let text = try payload.map { try $0(event) }
        try await run(try key(event), payload: text.map { Array($0.utf8) }, context: context) {
            try await body(event)
        }
    }

    private static func encoded(_ output: some EventOutput) throws -> [UInt8] {
        var writer = JSONWriter()
        try output.encodeEvent(to: &writer)
        return writer.finish()
    }
}

/// Runs the body to completion even if the current task is cancelled.
private func uncancelled(_ body: @escaping @Sendable () async -> Void) async {
    let executor = unsafe withUnsafeCurrentTask { task in unsafe task?.unownedTaskExecutor?.asTaskExecutor() }
    await Task(executorPreference: executor) { await body() }.value
}
