public import FoundationEssentials
import SwiftletJSON
import SwiftletValues

/// A type that can be a dictionary key, and so the name of a JSON object's member.
///
/// Types encoded as JSON strings, numbers or Booleans need no code to conform:
///
/// ```swift
/// extension AccountNumber: SchemaKey {}
/// ```
public protocol SchemaKey: SchemaValue, Hashable {
    /// Decodes a key from the name of a member.
    ///
    /// - Parameters:
    ///   - name: The member's name.
    ///   - validation: Collects the errors. Its location is that of the member.
    /// - Returns: The key, or `nil` if at least one error was recorded.
    static func decodeKey(_ name: String, validation: inout Validation) -> Self?

    /// Encodes the key as the name of a member.
    ///
    /// - Returns: The member's name.
    /// - Throws: An error if the value cannot be represented as a name.
    func encodedKey() throws -> String
}

extension SchemaKey {
    /// Decodes the name like the string of a parameter.
    public static func decodeKey(_ name: String, validation: inout Validation) -> Self? {
        validation.at(.name("[key]")) { decode(.text(name), constraints: [], validation: &$0) }
    }

    /// Encodes the value as a JSON string, number or Boolean and returns its text.
    ///
    /// - Throws: An error if the value is encoded as any other type.
    public func encodedKey() throws -> String {
        switch literal {
        case .string(let text): return text
        case .number(let number): return number.text
        case .bool(let value): return value ? "true" : "false"
        default: throw UnencodableValue("A value of \(Self.self) cannot be encoded as the key of an object.")
        }
    }
}

extension SchemaKey where Self: BinaryInteger {
    /// Encodes the integer as decimal digits.
    public func encodedKey() -> String { description }
}

extension String: SchemaKey {
    /// Returns the string.
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
