import SwiftletJSON

/// The numeric constraints of a schema.
struct NumberBounds {
    let minimum: Double?
    let maximum: Double?
    let exclusiveMinimum: Double?
    let exclusiveMaximum: Double?
    let step: Double?

    init(_ schema: JSONObject) {
        minimum = schema["minimum"]?.double
        maximum = schema["maximum"]?.double
        exclusiveMinimum = schema["exclusiveMinimum"]?.double
        exclusiveMaximum = schema["exclusiveMaximum"]?.double
        step = schema["multipleOf"]?.double.flatMap { $0 > 0 ? $0 : nil }
    }

    var least: Double? { [minimum, exclusiveMinimum].compactMap { $0 }.max() }
    var most: Double? { [maximum, exclusiveMaximum].compactMap { $0 }.min() }

    func allow(_ number: Double) -> Bool {
        if let minimum, number < minimum { return false }
        if let maximum, number > maximum { return false }
        if let exclusiveMinimum, number <= exclusiveMinimum { return false }
        if let exclusiveMaximum, number >= exclusiveMaximum { return false }
        guard let step else { return true }
        return (number / step) == (number / step).rounded()
    }

    static func json(_ number: Double, isInteger: Bool) -> JSON {
        if isInteger || number == number.rounded(), let whole = Int(exactly: number) { return .integer(whole) }
        return .double(number)
    }
}
