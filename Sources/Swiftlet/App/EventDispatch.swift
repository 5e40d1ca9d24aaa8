import SwiftletJSON

/// Selects the event handler for an event.
struct EventDispatch: Sendable {
    let handlers: [EventHandler]

    /// The ambiguous pairs of handlers, one sentence each.
    ///
    /// Handlers that each have a trigger are not ambiguous, as each is deployed as a function of its own.
    let faults: [String]

    init(_ handlers: [EventHandler]) {
        self.handlers = handlers
        var faults: [String] = []
        for (index, handler) in handlers.enumerated() {
            for other in handlers[..<index] where Self.overlap(handler, other) {
                let names = "\(other.name) and \(handler.name)"
                faults.append("The event handlers \(names) match the same events. \(Self.remedy(handler))")
            }
        }
        self.faults = faults
    }

    private static func remedy(_ handler: EventHandler) -> String {
        if handler.kind?.isCloudEvent == true {
            return "Give their data different types, or specify the source of each: from: \"SOURCE\"."
        }
        guard handler.kind?.isMatchedByPattern != true else {
            return """
                Give them different detail types, specify the source of each, such as from: "aws.s3", or deploy each on \
                its own trigger.
                """
        }
        return """
            Specify the source of each, such as its queue, topic, stream, table, bucket or schedule: \
            EventHandler("\(handler.name)", from: "NAME").
            """
    }

    private static func overlap(_ one: EventHandler, _ other: EventHandler) -> Bool {
        guard let kind = one.kind, kind == other.kind else { return false }
        switch (one.source, other.source) {
        case (let source?, let another?): return source.overlaps(another)
        case (nil, nil): return one.trigger == nil || other.trigger == nil
        default: return false
        }
    }

    /// Returns the handler for an event.
    ///
    /// A handler with a source takes precedence over one for all sources, a handler for an EventBridge detail type over one
    /// for the events of a source such as `aws.s3`, and this over one for all EventBridge events. Of several sources that
    /// match, the one that the event names first takes precedence, such as a topic over its cluster. An empty batch that does
    /// not name its source is passed to the only batch handler, or, if it has a tumbling window, to the only handler of
    /// stream batches.
    ///
    /// - Throws: ``EventError`` if no handler matches the event, or if several do.
    func handler(of event: JSONNode) throws(EventError) -> EventHandler {
        var candidates = candidates(for: event)
        if candidates.isEmpty, event.isEmptyBatch {
            let isWindow = event["window"].map { !$0.isNull } ?? false
            candidates = handlers.filter { isWindow ? $0.kind?.isStreamBatch == true : $0.kind?.isBatch == true }
                .map { Candidate(handler: $0) }
            // A handler with a source is not preferred here, as the batch may be from any source.
            guard candidates.count <= 1 else { throw EventError.ambiguous(candidates.map(\.handler.name)) }
        }
        if candidates.isEmpty {
            // A test message of any source is acknowledged, such as that of a bucket without a handler.
            let handler = handlers.first { $0.recognized?.isTestMessage(event) == true }
            candidates = handler.map { [Candidate(handler: $0)] } ?? []
        }
        guard let handler = try Self.mostSpecific(of: candidates) else {
            throw EventError.unrecognized(event, handlers: handlers.map(\.name))
        }
        return handler
    }

    /// Returns the handler for a CloudEvent, or `nil` if no handler matches it.
    ///
    /// - Throws: ``EventError`` if several handlers match the event.
    func cloudEventHandler(of event: JSONNode) throws(EventError) -> EventHandler? {
        try Self.mostSpecific(of: candidates(for: event).filter { $0.handler.kind?.isCloudEvent == true })
    }

    /// A handler that matches an event.
    private struct Candidate {
        let handler: EventHandler
        /// The index of the handler's source among those of the event.
        var sourceRank = 0

        var specificity: Int { handler.kind?.specificity ?? 0 }
    }

    private func candidates(for event: JSONNode) -> [Candidate] {
        var event = DispatchedEvent(event)
        var candidates: [Candidate] = []
        for handler in handlers {
            guard let rank = handler.sourceRank(in: &event) else { continue }
            candidates.append(Candidate(handler: handler, sourceRank: rank))
        }
        return candidates
    }

    private static func mostSpecific(of candidates: [Candidate]) throws(EventError) -> EventHandler? {
        var candidates = candidates
        let withSource = candidates.filter { $0.handler.source != nil }
        if !withSource.isEmpty { candidates = withSource }
        let specificity = candidates.map(\.specificity).max()
        candidates = candidates.filter { $0.specificity == specificity }
        let rank = candidates.map(\.sourceRank).min()
        candidates = candidates.filter { $0.sourceRank == rank }
        guard candidates.count <= 1 else { throw EventError.ambiguous(candidates.map(\.handler.name)) }
        return candidates.first?.handler
    }
}
