import SwiftletJSON

/// Which of an app's event handlers an event is for.
struct EventDispatch: Sendable {
    let handlers: [EventHandler]

    /// Handlers that would take the same events, each pair in a sentence.
    ///
    /// Those that are all deployed on triggers of their own are no fault: each is then a function of its own.
    let faults: [String]

    init(_ handlers: [EventHandler]) {
        self.handlers = handlers
        var faults: [String] = []
        for (index, handler) in handlers.enumerated() {
            for other in handlers[..<index] where Self.overlap(handler, other) {
                let names = "\(other.name) and \(handler.name)"
                faults.append("The event handlers \(names) take the same events. \(Self.remedy(handler))")
            }
        }
        self.faults = faults
    }

    private static func remedy(_ handler: EventHandler) -> String {
        guard handler.kind?.isMatchedByPattern != true else {
            return "Give them different detail types, or deploy each on its own trigger."
        }
        return """
            Say from which queue, topic, stream, table, bucket or schedule each takes them: \
            EventHandler("\(handler.name)", from: "NAME").
            """
    }

    private static func overlap(_ one: EventHandler, _ other: EventHandler) -> Bool {
        guard let kind = one.kind, kind == other.kind, one.source == other.source else { return false }
        return one.source != nil || one.trigger == nil || other.trigger == nil
    }

    /// The handler of an event.
    ///
    /// A handler for a source comes before one for all sources, and one for a detail type of EventBridge before one for all
    /// of its events. An empty batch that does not name its source goes to the one handler of batches there is; if it has a
    /// tumbling window, to the one handler of a stream's batches.
    ///
    /// - Throws: ``EventError`` if no handler takes the event, or several do: an ambiguous event is rejected.
    func handler(of event: JSONNode) throws(EventError) -> EventHandler {
        var candidates = handlers.filter { $0.takes(event) }
        if candidates.isEmpty, event.isEmptyBatch {
            let isWindow = event["window"].map { !$0.isNull } ?? false
            candidates = handlers.filter { isWindow ? $0.kind?.isStreamBatch == true : $0.kind?.isBatch == true }
            // A handler for a source is not preferred here: the batch may be from any source.
            guard candidates.count <= 1 else { throw EventError.ambiguous(candidates.map(\.name)) }
        }
        for isPreferred in [{ $0.source != nil }, { $0.kind?.isSpecific == true }] as [(EventHandler) -> Bool]
        where candidates.count > 1 {
            let preferred = candidates.filter(isPreferred)
            if !preferred.isEmpty { candidates = preferred }
        }
        guard let handler = candidates.first else {
            throw EventError.unrecognised(event, handlers: handlers.map(\.name))
        }
        guard candidates.count == 1 else { throw EventError.ambiguous(candidates.map(\.name)) }
        return handler
    }
}
