import HTTPTypes

/// The storage of a request's header fields.
enum RequestHeaders: Sendable {
    /// Converted fields.
    case fields(HTTPFields)
    /// Fields that are still in the event.
    case event(EventHeaders)

    var fields: HTTPFields {
        switch self {
        case .fields(let fields): fields
        case .event(let event): event.fields
        }
    }

    subscript(_ name: HTTPField.Name) -> String? {
        switch self {
        case .fields(let fields): fields[name]
        case .event(let event): event[name]
        }
    }
}
