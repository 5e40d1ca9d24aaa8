public import SwiftletJSON
public import SwiftletValues

extension WebURL: SchemaValue {
    /// Decodes a URL from a string.
    public static func decode(
        _ input: InputValue,
        constraints: [Constraint<WebURL>],
        validation: inout Validation
    ) -> WebURL? {
        guard let text = input.string else {
            validation.record("url_type", "URL input should be a string or URL", input: input.json)
            return nil
        }
        do throws(URLParseError) {
            let value = try WebURL(parsing: text)
            validation.floorExactness(.lax)
            return constraints.apply(to: value, shown: input.json, validation: &validation)
        } catch {
            validation.record(
                "url_parsing",
                "Input should be a valid URL, \(error.description)",
                input: input.json,
                context: ["error": .string(error.description)]
            )
            return nil
        }
    }

    /// Encodes the serialized URL.
    public func encode(to writer: inout JSONWriter) {
        writer.string(description)
    }

    /// The schema `{"type": "string", "format": "uri"}` with the constraints applied.
    public static func describe(_ constraints: [Constraint<WebURL>], _ registry: inout SchemaRegistry) -> JSONObject {
        constraints.describing(["type": "string", "format": "uri", "minLength": 1])
    }

    /// Pydantic's name for the type, `url`.
    public static var typeLabel: String { "url" }
}

extension Constraint where Value == WebURL {
    /// Requires one of the given schemes, in lowercase.
    public static func schemes(_ schemes: String...) -> Constraint {
        let expected = ExpectedValues(schemes.map { .string($0) }).text
        return Constraint(check: { url, shown, validation in
            if schemes.contains(url.scheme) { return true }
            validation.record(
                "url_scheme",
                "URL scheme should be \(expected)",
                input: shown(),
                context: ["expected_schemes": .string(expected)]
            )
            return false
        })
    }

    /// Limits the number of characters of the serialized URL.
    public static func maxLength(_ maximum: Int) -> Constraint {
        Constraint(
            check: { url, shown, validation in
                if url.description.utf8.count <= maximum { return true }
                validation.record(
                    "url_too_long",
                    "URL should have at most \(maximum) character\(plural(maximum))",
                    input: shown(),
                    context: ["max_length": .integer(maximum)]
                )
                return false
            },
            describe: { $0["maxLength"] = .integer(maximum) }
        )
    }
}
