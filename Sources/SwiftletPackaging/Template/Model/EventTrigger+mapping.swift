import Swiftlet

extension EventTrigger {
    /// The settings of the event source mapping, with CloudFormation's names; `nil` for triggers that have none.
    var mapping: YAML? {
        switch kind {
        case .queue(let queue): queue.mapping
        case .table(let stream), .stream(let stream): stream.mapping
        case .schedule, .topic, .bucket, .events: nil
        }
    }

    fileprivate static func mapping(batchSize: Int, window: Int, reportsFailures: Bool) -> YAML {
        (["BatchSize": .integer(batchSize)] as YAML)
            .adding("MaximumBatchingWindowInSeconds", window > 0 ? .integer(window) : nil)
            .adding("FunctionResponseTypes", reportsFailures ? ["ReportBatchItemFailures"] : nil)
    }
}

extension EventTrigger.Queue {
    fileprivate var mapping: YAML {
        EventTrigger.mapping(batchSize: batchSize, window: batchingWindow, reportsFailures: reportsBatchItemFailures)
            .adding("ScalingConfig", maximumConcurrency.map { ["MaximumConcurrency": .integer($0)] })
    }
}

extension EventTrigger.Stream {
    fileprivate var mapping: YAML {
        EventTrigger.mapping(batchSize: batchSize, window: batchingWindow, reportsFailures: reportsBatchItemFailures)
            .adding("StartingPosition", .string(startingPosition.name))
            .adding("MaximumRetryAttempts", .integer(maximumRetries))
            .adding("BisectBatchOnFunctionError", true)
            .adding("ParallelizationFactor", parallelizationFactor > 1 ? .integer(parallelizationFactor) : nil)
            .adding("TumblingWindowInSeconds", tumblingWindow.map(YAML.integer))
    }
}
