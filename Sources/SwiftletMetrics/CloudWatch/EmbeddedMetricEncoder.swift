import SwiftletJSON

/// Writes metrics as documents of the embedded metric format, each within the limits of the format.
struct EmbeddedMetricEncoder {
    /// The maximum number of metrics in a document.
    static let metricLimit = 100
    /// The maximum number of values of a metric.
    static let valueLimit = 100
    /// The approximate maximum size of a document in bytes: Lambda splits lines that are longer than 256 KB.
    static let sizeLimit = 200_000

    /// A metric in a document: some values of a series.
    private struct Entry {
        let definition: MetricDefinition
        let values: ArraySlice<Double>
    }

    let namespace: String
    let invocation: InvocationIdentity?
    /// The time of the metrics, in milliseconds since 1970.
    let milliseconds: Int64
    /// The value of the member `level`, or `nil` for none.
    let level: String?

    // The document that is being assembled.
    private var entries: [Entry] = []
    private var dimensions: [String: String] = [:]
    private var names: Set<String> = []
    private var size = 0

    init(namespace: String, invocation: InvocationIdentity?, milliseconds: Int64, level: String?) {
        self.namespace = namespace
        self.invocation = invocation
        self.milliseconds = milliseconds
        self.level = level
    }

    /// Returns the documents, without line breaks.
    ///
    /// Metrics with different dimensions are in one document, unless they have a member in common.
    mutating func lines(of series: [MetricSeries]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for series in Self.grouped(series) {
            var rest = series.values[...]
            while !rest.isEmpty {
                let entry = Entry(definition: series.definition, values: rest.prefix(Self.valueLimit))
                rest = rest.dropFirst(Self.valueLimit)
                if !fits(entry) { lines.append(finish()) }
                add(entry)
            }
        }
        if !entries.isEmpty { lines.append(finish()) }
        return lines
    }

    /// Orders series so that those with the same dimensions are adjacent.
    private static func grouped(_ series: [MetricSeries]) -> [MetricSeries] {
        var groups: [[MetricDimension]: Int] = [:]
        var result: [[MetricSeries]] = []
        for series in series {
            if let group = groups[series.definition.dimensions] {
                result[group].append(series)
            } else {
                groups[series.definition.dimensions] = result.count
                result.append([series])
            }
        }
        return result.flatMap { $0 }
    }

    // MARK: - Limits

    /// Whether an entry can be in the current document.
    private func fits(_ entry: Entry) -> Bool {
        let definition = entry.definition
        return entries.count < Self.metricLimit
            && (entries.isEmpty || size + Self.size(of: entry) <= Self.sizeLimit)
            && !names.contains(definition.name) && dimensions[definition.name] == nil
            && definition.dimensions.allSatisfy { dimension in
                !names.contains(dimension.name)
                    && dimensions[dimension.name].map { $0.utf8.elementsEqual(dimension.value.utf8) } ?? true
            }
    }

    private mutating func add(_ entry: Entry) {
        entries.append(entry)
        names.insert(entry.definition.name)
        for dimension in entry.definition.dimensions { dimensions[dimension.name] = dimension.value }
        size += Self.size(of: entry)
    }

    /// The maximum size of an entry in bytes: each value has up to 25, and escaping at most doubles a name.
    private static func size(of entry: Entry) -> Int {
        let dimensions = entry.definition.dimensions.reduce(0) { size, dimension in
            size + dimension.name.utf8.count * 4 + dimension.value.utf8.count * 2 + 16
        }
        return entry.definition.name.utf8.count * 4 + entry.values.count * 26 + dimensions + 128
    }

    // MARK: - Writing

    /// Returns the current document and begins another one.
    private mutating func finish() -> [UInt8] {
        defer {
            entries = []
            dimensions = [:]
            names = []
            size = 0
        }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("_aws")
        writer.beginObject()
        writer.key("Timestamp")
        writer.int(milliseconds)
        writer.key("CloudWatchMetrics")
        writer.beginArray()
        var first = 0
        while first < entries.count {
            let shared = entries[first].definition.dimensions
            let directive = entries[first...].prefix { $0.definition.dimensions == shared }
            write(directive, to: &writer)
            first = directive.endIndex
        }
        writer.endArray()
        writer.endObject()
        writeMembers(to: &writer)
        writer.endObject()
        return writer.finish()
    }

    /// Writes a directive: the definitions of metrics that have the same dimensions.
    private func write(_ directive: ArraySlice<Entry>, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("Namespace")
        writer.string(namespace)
        writer.key("Dimensions")
        writer.beginArray()
        writer.beginArray()
        for dimension in directive.first?.definition.dimensions ?? [] { writer.string(dimension.name) }
        writer.endArray()
        writer.endArray()
        writer.key("Metrics")
        writer.beginArray()
        for entry in directive {
            writer.beginObject()
            writer.key("Name")
            writer.string(entry.definition.name)
            if let unit = entry.definition.unit {
                writer.key("Unit")
                writer.string(unit.description)
            }
            if entry.definition.isHighResolution {
                writer.key("StorageResolution")
                writer.int(1)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
    }

    /// Writes the members that the directives refer to, and those that describe the invocation.
    private func writeMembers(to writer: inout JSONWriter) {
        for (name, value) in dimensions.sorted(by: { $0.key < $1.key }) {
            writer.key(name)
            writer.string(value)
        }
        if let invocation {
            writer.key("requestId")
            writer.string(invocation.requestID)
            if let traceID = invocation.traceID {
                writer.key("traceId")
                writer.string(traceID)
            }
            if let tenantID = invocation.tenantID {
                writer.key("tenantId")
                writer.string(tenantID)
            }
        }
        if let level, let time = Timestamp.text(Double(milliseconds) / 1000) {
            writer.key("timestamp")
            writer.string(time)
            writer.key("level")
            writer.string(level)
        }
        for entry in entries {
            writer.key(entry.definition.name)
            write(entry.values, to: &writer)
        }
    }

    private func write(_ values: ArraySlice<Double>, to writer: inout JSONWriter) {
        guard values.count > 1 else {
            return write(values.first ?? 0, to: &writer)
        }
        writer.beginArray()
        for value in values { write(value, to: &writer) }
        writer.endArray()
    }

    private func write(_ value: Double, to writer: inout JSONWriter) {
        if let integer = Int64(exactly: value), integer.magnitude < 1 << 53 {
            writer.int(integer)
        } else {
            writer.raw(value.description.utf8)
        }
    }
}
