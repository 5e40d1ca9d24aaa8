extension SettingFormat where Value == Duration {
    /// A duration: a number with a unit, such as `250ms`, `30s`, `5m`, `12h` or `7d`, or without one.
    ///
    /// - Parameters:
    ///   - unit: The unit of a number without one.
    ///   - range: The valid values.
    /// - Returns: The format.
    public static func duration(unit: DurationUnit = .seconds, in range: ClosedRange<Duration>) -> SettingFormat {
        let bounds = "\(DurationUnit.text(of: range.lowerBound)) and \(DurationUnit.text(of: range.upperBound))"
        return SettingFormat("a duration between \(bounds), in \(unit.description) or with a unit such as 30s") {
            text in
            DurationUnit.duration(of: text, unit: unit).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}
