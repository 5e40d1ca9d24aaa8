public import FoundationEssentials
public import SwiftletJSON
import SwiftletValues

extension UUID: EndpointOutput {}

/// A UUID in any of the common formats. Encoded in lowercase with hyphens.
extension UUID: SchemaValue {
    /// Decodes a UUID: with or without hyphens, in braces, or as a URN.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<UUID>],
        validation: inout Validation
    ) -> UUID? {
        guard let text = input.string else {
            validation.record("uuid_type", "UUID input should be a string, bytes or UUID object", input: input.json)
            return nil
        }
        do throws(UUIDParseError) {
            let value = try UUIDText(text).value()
            validation.floorExactness(.lax)
            return constraints.apply(to: value, shown: input.json, validation: &validation)
        } catch {
            let reason = validation.isSecret ? "invalid format" : error.description
            validation.record(
                "uuid_parsing",
                "Input should be a valid UUID, \(reason)",
                input: input.json,
                context: ["error": .string(reason)]
            )
            return nil
        }
    }

    /// Encodes the UUID in lowercase.
    public func encode(to writer: inout JSONWriter) {
        writer.string(uuidString.lowercased())
    }

    /// The schema `{"type": "string", "format": "uuid"}` with the constraints applied.
    public static func describe(_ constraints: [Constraint<UUID>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(["type": "string", "format": "uuid"])
    }

    /// Pydantic's name for the type, `uuid`.
    public static var typeLabel: String { "uuid" }
}

/// The reason that a string is not a UUID, in Pydantic's wording.
private struct UUIDParseError: Error {
    let description: String
}

/// The digits of a UUID string without its prefix and braces.
private struct UUIDText {
    private let digits: Substring
    /// The number of bytes before the digits.
    private let offset: Int
    private let isBare: Bool
    private let length: Int

    private static let groupLengths = [8, 4, 4, 4, 12]

    init(_ text: String) {
        if text.utf8.count >= 2, text.hasPrefix("{"), text.hasSuffix("}") {
            digits = text.dropFirst().dropLast()
            offset = 1
            isBare = false
        } else if text.hasPrefix("urn:uuid:") {
            digits = text.dropFirst(9)
            offset = 9
            isBare = false
        } else {
            digits = text[...]
            offset = 0
            isBare = true
        }
        length = text.utf8.count
    }

    func value() throws(UUIDParseError) -> UUID {
        var bytes: [UInt8] = []
        var groups = [0]
        for (position, scalar) in zip(digits.unicodeScalars.indices, digits.unicodeScalars) {
            if scalar == "-" {
                groups.append(0)
            } else if let digit = scalar.hexadecimalValue {
                groups[groups.count - 1] += 1
                bytes.append(digit)
            } else {
                let index = digits.utf8.distance(from: digits.startIndex, to: position) + offset
                throw UUIDParseError(description: "invalid character: found `\(scalar)` at \(index)")
            }
        }
        guard bytes.count == 32, isBare && groups.count == 1 || groups == Self.groupLengths else {
            throw lengthError(groups)
        }
        return UUID(hexadecimal: bytes)
    }

    private func lengthError(_ groups: [Int]) -> UUIDParseError {
        if groups.count == 1, isBare {
            return UUIDParseError(description: "invalid length: found \(length)")
        }
        if groups.count != 5 {
            return UUIDParseError(description: "invalid group count: expected 5, found \(groups.count)")
        }
        let wrong = zip(groups, Self.groupLengths).enumerated().first { $0.element.0 != $0.element.1 }
        guard let wrong else { return UUIDParseError(description: "invalid length") }
        // Pydantic counts the prefix and braces as part of the last group.
        let found = wrong.offset == 4 ? length - 24 : wrong.element.0
        return UUIDParseError(
            description: "invalid group length in group \(wrong.offset): expected \(wrong.element.1), found \(found)"
        )
    }
}

extension UUID {
    /// Creates a UUID from the values of its 32 hexadecimal digits.
    fileprivate init(hexadecimal digits: [UInt8]) {
        let bytes = (0..<16).map { digits[$0 * 2] << 4 | digits[$0 * 2 + 1] }
        self.init(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            )
        )
    }
}
