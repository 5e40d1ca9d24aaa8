public import FoundationEssentials
public import SwiftletJSON

extension UUID: EndpointOutput {}

/// A UUID in any of the usual forms; written in lower case with hyphens.
extension UUID: SchemaValue {
    /// Decodes a UUID: with or without hyphens, in braces, or as a URN.
    public static func decode(
        _ input: InputValue,
        _ rules: [Constraint<UUID>],
        _ validation: inout Validation
    ) -> UUID? {
        guard let text = input.string else {
            validation.record("uuid_type", "UUID input should be a string, bytes or UUID object", input: input.json)
            return nil
        }
        do throws(UUIDParseError) {
            let value = try UUIDText(text).value()
            validation.floorExactness(.lax)
            return rules.apply(to: value, shown: input.json, &validation)
        } catch {
            let reason = validation.isSecret ? "not of the right form" : error.description
            validation.record(
                "uuid_parsing",
                "Input should be a valid UUID, \(reason)",
                input: input.json,
                context: ["error": .string(reason)]
            )
            return nil
        }
    }

    /// Writes the UUID in lower case.
    public func encode(to writer: inout JSONWriter) {
        writer.string(uuidString.lowercased())
    }

    /// `{"type": "string", "format": "uuid"}` with the rules.
    public static func describe(_ rules: [Constraint<UUID>], _ registry: inout SchemaRegistry) -> JSONObject {
        var schema: JSONObject = ["type": "string", "format": "uuid"]
        rules.describe(&schema)
        return schema
    }

    /// `uuid`, as Pydantic names it.
    public static var typeLabel: String { "uuid" }
}

/// What is wrong with the text of a UUID, in the words of Pydantic.
private struct UUIDParseError: Error {
    let description: String
}

/// The text of a UUID without what may stand around it.
private struct UUIDText {
    private let digits: Substring
    /// How many bytes stand in front of the digits.
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
        // The last group's length includes, as Pydantic counts it, what stands around the digits.
        let found = wrong.offset == 4 ? length - 24 : wrong.element.0
        return UUIDParseError(
            description: "invalid group length in group \(wrong.offset): expected \(wrong.element.1), found \(found)"
        )
    }
}

extension UUID {
    /// Makes a UUID of 32 digits.
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

extension Unicode.Scalar {
    /// The value of a hexadecimal digit.
    var hexadecimalValue: UInt8? {
        switch self {
        case "0"..."9": UInt8(value - 0x30)
        case "a"..."f": UInt8(value - 0x61 + 10)
        case "A"..."F": UInt8(value - 0x41 + 10)
        default: nil
        }
    }
}
