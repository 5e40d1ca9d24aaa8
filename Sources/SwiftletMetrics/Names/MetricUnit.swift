/// The unit of a metric in CloudWatch, as listed for `MetricDatum` in the CloudWatch API reference.
public struct MetricUnit: Sendable, Hashable, CustomStringConvertible {
    /// The name of the unit, such as `Bytes/Second`.
    public let description: String
    /// The number of nanoseconds in the unit, for units of time.
    let nanoseconds: Double?

    private init(_ description: String, nanoseconds: Double? = nil) {
        self.description = description
        self.nanoseconds = nanoseconds
    }

    /// Seconds.
    public static let seconds = MetricUnit("Seconds", nanoseconds: 1e9)
    /// Milliseconds.
    public static let milliseconds = MetricUnit("Milliseconds", nanoseconds: 1e6)
    /// Microseconds.
    public static let microseconds = MetricUnit("Microseconds", nanoseconds: 1e3)
    /// A count.
    public static let count = MetricUnit("Count")
    /// A percentage between 0 and 100.
    public static let percent = MetricUnit("Percent")
    /// Bytes.
    public static let bytes = MetricUnit("Bytes")
    /// Kilobytes.
    public static let kilobytes = MetricUnit("Kilobytes")
    /// Megabytes.
    public static let megabytes = MetricUnit("Megabytes")
    /// Gigabytes.
    public static let gigabytes = MetricUnit("Gigabytes")
    /// Terabytes.
    public static let terabytes = MetricUnit("Terabytes")
    /// Bits.
    public static let bits = MetricUnit("Bits")
    /// Kilobits.
    public static let kilobits = MetricUnit("Kilobits")
    /// Megabits.
    public static let megabits = MetricUnit("Megabits")
    /// Gigabits.
    public static let gigabits = MetricUnit("Gigabits")
    /// Terabits.
    public static let terabits = MetricUnit("Terabits")
    // Not `none`, which would be that of an optional unit.
    /// No unit.
    public static let noUnit = MetricUnit("None")

    /// The rate of a unit per second.
    ///
    /// - Returns: The rate, or `nil` for units of which CloudWatch has no rate: times, percentages and none.
    public var perSecond: MetricUnit? {
        let others = [Self.seconds, .milliseconds, .microseconds, .percent, .noUnit]
        guard !others.contains(self), !description.hasSuffix("/Second") else { return nil }
        return MetricUnit(description + "/Second")
    }
}
