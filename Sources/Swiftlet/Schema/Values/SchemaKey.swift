public import FoundationEssentials
import SwiftletJSON

/// A value that can be the key of a dictionary: in JSON it is the name of a member.
///
/// Of types that JSON writes as strings, numbers or booleans, the conformance needs no code:
///
/// ```swift
/// extension AccountNumber: SchemaKey {}
/// ```
public protocol SchemaKey: SchemaValue, Hashable {
    /// Decodes the name of a member.
    ///
    /// - Parameters:
    ///   - name: the name.
    ///   - validation: takes the errors; its location is that of the member.
    /// - Returns: the key, or `nil` if at least one error was recorded.
    static func decodeKey(_ name: String, _ validation: inout Validation) -> Self?

    /// The name of the member that the key is written as.
    ///
    /// - Throws: an error if JSON cannot express the value as a name.
    func encodedKey() throws -> String
}

extension SchemaKey {
    /// Decodes the name like the text of a parameter.
    public static func decodeKey(_ name: String, _ validation: inout Validation) -> Self? {
        validation.at(.name("[key]")) { decode(.text(name), [], &$0) }
    }

    /// The text of the JSON string, number or boolean that the value is written as.
    ///
    /// - Throws: an error if the value is written as anything else.
    public func encodedKey() throws -> String {
        switch literal {
        case .string(let text): return text
        case .number(let number): return number.text
        case .bool(let value): return value ? "true" : "false"
        default: throw UnencodableValue("A value of \(Self.self) is no key of an object.")
        }
    }
}

extension SchemaKey where Self: BinaryInteger {
    /// The digits.
    public func encodedKey() -> String { description }
}

extension String: SchemaKey {
    /// The string.
    public func encodedKey() -> String { self }
}

extension Bool: SchemaKey {}
extension Int: SchemaKey {}
extension Int8: SchemaKey {}
extension Int16: SchemaKey {}
extension Int32: SchemaKey {}
extension Int64: SchemaKey {}
extension UInt: SchemaKey {}
extension UInt8: SchemaKey {}
extension UInt16: SchemaKey {}
extension UInt32: SchemaKey {}
extension UInt64: SchemaKey {}
extension Double: SchemaKey {}
extension Float: SchemaKey {}
extension Decimal: SchemaKey {}
extension UUID: SchemaKey {}
extension Date: SchemaKey {}
extension CalendarDate: SchemaKey {}
extension TimeOfDay: SchemaKey {}
extension EmailAddress: SchemaKey {}
extension WebURL: SchemaKey {}
