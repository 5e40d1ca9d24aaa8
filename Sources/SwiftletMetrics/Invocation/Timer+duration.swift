public import CoreMetrics

extension Timer {
    /// Records a duration.
    public func record(_ duration: Duration) {
        recordNanoseconds(duration.nanoseconds)
    }
}
