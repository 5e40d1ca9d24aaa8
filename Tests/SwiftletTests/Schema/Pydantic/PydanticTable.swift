import Foundation
import SwiftletJSON
import Testing

@testable import Swiftlet

/// Recorded results of Pydantic, one per line: `input => output`, or `input !! error !! error`.
struct PydanticTable: Sendable {
    let cases: [PydanticCase]

    init(_ text: String) {
        cases = text.split(separator: "\n").map { PydanticCase(String($0)) }
    }

    /// Returns the cases without those inputs for which Swiftlet deliberately differs.
    func without(_ inputs: String...) -> [PydanticCase] {
        cases.filter { !inputs.contains($0.input) }
    }
}

/// The result of Pydantic for one input.
struct PydanticCase: Sendable, CustomTestStringConvertible {
    let input: String
    /// The serialized output, or `nil` if Pydantic rejected the input.
    let output: String?
    let errors: [String]

    init(_ line: String) {
        if let arrow = line.range(of: " => ") {
            input = String(line[..<arrow.lowerBound])
            output = String(line[arrow.upperBound...])
            errors = []
        } else {
            let parts = line.split(separator: " !! ")
            input = String(parts[0])
            output = nil
            errors = parts.dropFirst().map(String.init)
        }
    }

    var testDescription: String { input }

    /// Expects a Swift type to have the same result.
    func check<Value: SchemaValue>(
        _ type: Value.Type,
        _ rules: Constraint<Value.Constrained>...,
        location: SourceLocation = #_sourceLocation
    ) throws {
        let document = try JSONDocument(parsing: Array(input.utf8))
        // Both as a node of a JSON document and as a JSON value.
        for source in [InputValue.node(document.root), .value(document.root.value)] {
            var validation = Validation()
            let value = Value.decode(source, constraints: rules, validation: &validation)
            let expected = try errors.map { try JSON(parsing: $0) }
            #expect(validation.errors.map(\.comparable) == expected, sourceLocation: location)
            guard let output else {
                #expect(value == nil, sourceLocation: location)
                continue
            }
            let literal = try #require(value, sourceLocation: location).literal
            #expect(literal == (try JSON(parsing: output)), sourceLocation: location)
        }
    }
}

extension ValidationError {
    /// The error in the format of the tables.
    var comparable: JSON {
        var object: JSONObject = [
            "type": .string(type),
            "loc": .array(
                location.map { component in
                    switch component {
                    case .name(let name): .string(name)
                    case .index(let index): .integer(index)
                    }
                }
            ),
            "msg": .string(message),
        ]
        if let context { object["ctx"] = .object(context) }
        return .object(object)
    }
}
