/// The kind of events that a handler processes.
///
/// Handlers of one kind need an ``EventSource`` to be distinguished.
///
/// Custom event types use the default of ``RecognizedEvent/kind``.
public struct EventKind: Sendable, Hashable {
    private enum Value: Hashable {
        case type(ObjectIdentifier)
        case general(ObjectIdentifier)
        case bridge(source: String?, detailType: String?)
        case cloudEvent(type: String?)
    }

    /// The event source mappings that deliver batches.
    private enum Batch: Hashable {
        case queue
        case stream
    }

    private let value: Value
    private let batch: Batch?

    /// The events of one type only.
    package init(_ type: Any.Type) {
        self.init(.type(ObjectIdentifier(type)))
    }

    /// The events of one type only, which are batches of messages of a queue.
    ///
    /// An empty batch that does not name its source is passed to the app's only handler of batches.
    package static func queueBatches(of type: Any.Type) -> EventKind {
        EventKind(.type(ObjectIdentifier(type)), batch: .queue)
    }

    /// The events of one type only, which are batches of records of a stream.
    ///
    /// Only these have a tumbling window, whose last batch may be empty.
    package static func streamBatches(of type: Any.Type) -> EventKind {
        EventKind(.type(ObjectIdentifier(type)), batch: .stream)
    }

    /// The events of one type, some of which are also of a more specific type, whose handler takes precedence.
    package static func general(of type: Any.Type) -> EventKind {
        EventKind(.general(ObjectIdentifier(type)))
    }

    /// The EventBridge events from a source, with a detail type, or both; without either, all EventBridge events.
    package static func eventBridge(source: String? = nil, detailType: String?) -> EventKind {
        EventKind(.bridge(source: source, detailType: detailType))
    }

    /// The CloudEvents of a type, or all CloudEvents.
    package static func cloudEvent(type: String?) -> EventKind {
        EventKind(.cloudEvent(type: type))
    }

    private init(_ value: Value, batch: Batch? = nil) {
        self.value = value
        self.batch = batch
    }

    /// Whether an EventBridge event pattern selects the events, which then do not name their rule.
    var isMatchedByPattern: Bool {
        if case .bridge(_, let detailType) = value { detailType != Self.scheduledDetailType } else { false }
    }

    /// The detail type of scheduled events.
    package static let scheduledDetailType = "Scheduled Event"

    /// Whether the events are batches of an event source mapping.
    var isBatch: Bool { batch != nil }

    /// Whether the events are batches of a stream, which may have a tumbling window.
    var isStreamBatch: Bool { batch == .stream }

    /// Whether the events are CloudEvents.
    var isCloudEvent: Bool {
        if case .cloudEvent = value { true } else { false }
    }

    /// The type of CloudEvents, or `nil` for all types and for other events.
    var cloudEventType: String? {
        if case .cloudEvent(let type) = value { type } else { nil }
    }

    /// The precedence of the kind over more general ones that include the same events.
    ///
    /// For EventBridge, a detail type takes precedence over a source.
    var specificity: Int {
        switch value {
        case .type: 3
        case .general: 0
        case .bridge(let source, let detailType): (detailType == nil ? 0 : 2) + (source == nil ? 0 : 1)
        case .cloudEvent(let type): type == nil ? 0 : 3
        }
    }
}
