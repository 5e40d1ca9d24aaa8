/// The kind of events that a handler processes.
///
/// Handlers of one kind need an ``EventSource`` to be distinguished.
public struct EventKind: Sendable, Hashable {
    private enum Value: Hashable {
        case type(ObjectIdentifier)
        case bridge(detailType: String?)
    }

    private let value: Value

    /// The events of one type only.
    public init(_ type: Any.Type) {
        self.value = .type(ObjectIdentifier(type))
    }

    /// The EventBridge events with a detail type, or all EventBridge events.
    public static func eventBridge(detailType: String?) -> EventKind {
        EventKind(.bridge(detailType: detailType))
    }

    private init(_ value: Value) {
        self.value = value
    }

    /// Whether an EventBridge event pattern selects the events, which then do not name their rule.
    var isMatchedByPattern: Bool {
        if case .bridge(let detailType) = value { detailType != Self.scheduledDetailType } else { false }
    }

    /// The detail type of scheduled events.
    static let scheduledDetailType = "Scheduled Event"

    /// Whether the events are batches of an event source mapping.
    var isBatch: Bool { self == EventKind(SQSEvent.self) || isStreamBatch }

    /// Whether the events are batches of a stream, which may have a tumbling window.
    var isStreamBatch: Bool { self == EventKind(KinesisEvent.self) || self == EventKind(DynamoDBStreamEvent.self) }

    /// Whether a more general kind includes these events.
    var isSpecific: Bool { value != .bridge(detailType: nil) }
}
