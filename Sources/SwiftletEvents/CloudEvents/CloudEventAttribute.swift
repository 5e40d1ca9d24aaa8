/// The names of the members of a CloudEvent in JSON format.
enum CloudEventAttribute {
    /// Whether the specification defines the member, so that it is not an extension attribute.
    static func isDefined(_ name: String) -> Bool { defined.contains(name) }

    private static let defined: Set<String> = [
        "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data",
        "data_base64",
    ]
}
