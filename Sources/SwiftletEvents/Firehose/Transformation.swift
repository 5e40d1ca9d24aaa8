import Logging
import Swiftlet
import SwiftletJSON

/// The transformation of the records of one event.
struct Transformation<Record: TransformableRecord> {
    private let records: [Record]
    private let concurrency: Int
    private let margin: Duration
    private let maximumResponseSize: Int
    private let context: Context?

    /// Creates a transformation.
    ///
    /// - Parameters:
    ///   - records: The records.
    ///   - concurrency: The maximum number of records transformed concurrently.
    ///   - margin: The time reserved for sending the response.
    ///   - maximumResponseSize: The maximum size of the response, in bytes; by default that of Lambda.
    init(
        _ records: [Record],
        concurrency: Int = 1,
        margin: Duration = .zero,
        maximumResponseSize: Int = 6 * 1024 * 1024
    ) {
        self.records = records
        self.concurrency = concurrency
        self.margin = margin
        self.maximumResponseSize = maximumResponseSize
        self.context = Context.current
    }

    /// Transforms each record.
    func response(
        _ body: @escaping @Sendable (Record) async throws -> TransformationResult
    ) async -> TransformationResponse {
        let results = await withTaskGroup(of: (Int, TransformationResponse.Record).self) { group in
            var results: [TransformationResponse.Record?] = Array(repeating: nil, count: records.count)
            var pending = records.indices.makeIterator()
            for _ in 0..<max(1, concurrency) {
                guard let index = pending.next() else { break }
                group.addTask { (index, await transform(records[index], body)) }
            }
            while let (index, result) = await group.next() {
                results[index] = result
                if let index = pending.next() {
                    group.addTask { (index, await transform(records[index], body)) }
                }
            }
            return results
        }
        return response(of: results)
    }

    /// Creates the response from results by record ID.
    func response(_ results: [String: TransformationResult]) -> TransformationResponse {
        response(
            of: records.map { record in
                results[record.recordID].map { TransformationResponse.Record(record, $0) }
            }
        )
    }

    private func transform(
        _ record: Record,
        _ body: @Sendable (Record) async throws -> TransformationResult
    ) async -> TransformationResponse.Record {
        if Task.isCancelled || context?.remainingTime.map({ $0 < margin }) == true {
            context?.logger
                .warning(
                    "Record not transformed: invocation cancelled or deadline near",
                    metadata: ["record": "\(record.recordID)"]
                )
            return TransformationResponse.Record(record, .failed)
        }
        do {
            return TransformationResponse.Record(record, try await body(record))
        } catch {
            context?.logger
                .error(
                    "Record transformation failed",
                    metadata: ["record": "\(record.recordID)", "error": "\(error)"]
                )
            return TransformationResponse.Record(record, .failed)
        }
    }

    /// The response, in which a record fails if it has no result or does not fit.
    private func response(of results: [TransformationResponse.Record?]) -> TransformationResponse {
        let failures = records.map { TransformationResponse.Record($0, .failed).encoded }
        // Every record fits at least as a failure; the commas and `{"records":[]}` are counted, too.
        var size = failures.reduce(14) { $0 + $1.count + 1 }
        var encoded: [[UInt8]] = []
        encoded.reserveCapacity(records.count)
        var missing = 0
        var tooLarge = 0
        for (result, failure) in zip(results, failures) {
            guard let result else {
                missing += 1
                encoded.append(failure)
                continue
            }
            let total = size - failure.count + result.encoded.count
            if total <= maximumResponseSize || result.encoded.count <= failure.count {
                size = total
                encoded.append(result.encoded)
            } else {
                tooLarge += 1
                encoded.append(failure)
            }
        }
        if missing > 0 {
            context?.logger.error("Records without a result", metadata: ["records": "\(missing)"])
        }
        if tooLarge > 0 {
            context?.logger
                .error(
                    "Records failed because the response would exceed 6 MB",
                    metadata: ["records": "\(tooLarge)"]
                )
        }
        return TransformationResponse(encoded)
    }
}
