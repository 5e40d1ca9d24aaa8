/// The rules for the names of namespaces, metrics and dimensions.
///
/// They are those of "Specification: Embedded metric format" and of `PutMetricData`, `MetricDatum` and `Dimension` in the
/// CloudWatch API reference; the stricter one applies.
enum MetricNames {
    /// The maximum number of dimensions of a metric.
    static let dimensionLimit = 30
    /// The members of a line that are neither metrics nor dimensions.
    static let reserved: Set<String> = ["_aws", "requestId", "traceId", "tenantId", "timestamp", "level"]

    /// Returns the reason why a namespace is invalid, one sentence; `nil` if it is valid.
    static func fault(ofNamespace name: String) -> String? {
        guard 1...255 ~= name.utf8.count, !isBlank(name), name.utf8.allSatisfy(isNamespaceByte) else {
            return "A CloudWatch namespace must have 1 to 255 ASCII letters, digits, spaces and .-_/#: characters."
        }
        if name.utf8.first == UInt8(ascii: ":") { return "A CloudWatch namespace must not begin with a colon." }
        if name.utf8.starts(with: "AWS/".utf8) { return "CloudWatch namespaces that begin with AWS/ are reserved." }
        return nil
    }

    /// Returns the reason why a metric is invalid, one sentence; `nil` if it is valid.
    static func fault(of metric: MetricDefinition) -> String? {
        let name = quoted(metric.name)
        guard 1...255 ~= metric.name.utf8.count, isPlain(metric.name) else {
            return "The name \(name) of a metric must have 1 to 255 printable ASCII characters."
        }
        if reserved.contains(metric.name) { return "The name \(name) of a metric is reserved." }
        if metric.dimensions.contains(where: { $0.name.utf8.elementsEqual(metric.name.utf8) }) {
            return "The metric \(name) has a dimension of the same name."
        }
        return fault(of: metric.dimensions).map { "The metric \(name) is invalid. \($0)" }
    }

    /// Returns the reason why dimensions are invalid, one sentence; `nil` if they are valid.
    static func fault(of dimensions: [MetricDimension]) -> String? {
        guard dimensions.count <= dimensionLimit else {
            return "It has \(dimensions.count) dimensions, more than \(dimensionLimit)."
        }
        var names: Set<String> = []
        for dimension in dimensions {
            let name = quoted(dimension.name)
            guard 1...250 ~= dimension.name.utf8.count, isPlain(dimension.name) else {
                return "The name \(name) of a dimension must have 1 to 250 printable ASCII characters."
            }
            if dimension.name.utf8.first == UInt8(ascii: ":") {
                return "The name \(name) of a dimension must not begin with a colon."
            }
            if reserved.contains(dimension.name) { return "The name \(name) of a dimension is reserved." }
            guard names.insert(dimension.name).inserted else { return "The dimension \(name) occurs twice." }
            // The value is not quoted: it may be a secret by mistake.
            guard 1...1024 ~= dimension.value.utf8.count, isPlain(dimension.value) else {
                return "The value of the dimension \(name) must have 1 to 1024 printable ASCII characters."
            }
        }
        return nil
    }

    /// Returns a text as the value of a dimension, or `nil` if it cannot be one.
    static func dimensionValue(_ text: String) -> String? {
        fault(of: [MetricDimension(("value", text))]) == nil ? text : nil
    }

    /// Whether a text is printable ASCII and not blank.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { 0x20...0x7E ~= $0 } && !isBlank(text)
    }

    private static func isBlank(_ text: String) -> Bool {
        text.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    }

    private static func isNamespaceByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: " .-_/#:".utf8.contains(byte)
        }
    }

    /// A name in quotes, shortened to what a log line can show.
    private static func quoted(_ name: String) -> String {
        let limit = 64
        return name.unicodeScalars.count <= limit ? "\"\(name)\"" : "\"\(String(name.unicodeScalars.prefix(limit)))…\""
    }
}
