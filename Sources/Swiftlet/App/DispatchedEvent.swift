import SwiftletJSON

/// An event whose handler is being selected.
struct DispatchedEvent {
    let json: JSONNode
    private var sources: [ObjectIdentifier: [String]] = [:]

    init(_ json: JSONNode) {
        self.json = json
    }

    /// The sources of the event, read once for all handlers of a type, as log events must be decompressed for them.
    mutating func sources(for type: any RecognizedEvent.Type) -> [String] {
        let id = ObjectIdentifier(type)
        if let known = sources[id] { return known }
        let names = type.sources(of: json)
        sources[id] = names
        return names
    }
}
