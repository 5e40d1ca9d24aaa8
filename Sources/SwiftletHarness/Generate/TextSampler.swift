import Swiftlet
import SwiftletJSON

/// Generates strings that satisfy a schema's format, pattern and lengths.
struct TextSampler {
    /// The candidates, the most plausible first; at least one.
    let candidates: [String]

    private static let lengthLimit = 100_000

    /// - Parameters:
    ///   - schema: The schema of the string.
    ///   - hint: The name of the field.
    init(_ schema: JSONObject, hint: String) {
        let least = min(max(0, schema["minLength"]?.int ?? 0), Self.lengthLimit)
        let most = max(least, schema["maxLength"]?.int ?? Self.lengthLimit)
        let format = schema["format"]?.string ?? ""
        if let source = schema["pattern"]?.string, let pattern = try? Pattern(source) {
            let samples = Self.samples(of: pattern, from: least, to: most)
            let likely = Self.texts(format: format, hint: hint)
                .filter { text in
                    pattern.matches(text) && least...most ~= text.unicodeScalars.count
                }
            candidates = likely + samples + (likely.isEmpty && samples.isEmpty ? ["text"] : [])
            return
        }
        let isFixed = Self.formats[format] != nil
        var candidates: [String] = []
        for text in Self.texts(format: format, hint: hint) {
            let fitting = isFixed ? text : Self.fitted(text, from: least, to: most)
            if !candidates.contains(fitting) { candidates.append(fitting) }
        }
        // Texts that already have a valid length go first: truncating an email address would make it invalid.
        let fitting = candidates.filter { least...most ~= $0.unicodeScalars.count }
        self.candidates = fitting + candidates.filter { !fitting.contains($0) }
    }

    private static let formats: [String: [String]] = [
        "email": ["ada@example.com", "a@b.co", "ada.lovelace@mail.example.org"],
        "uuid": ["3f6c2f0e-7d1b-4f0a-9b52-6c1d8f0b7a11", "0f8fad5b-d9cb-469f-a165-70867728950e"],
        "date-time": ["2026-01-01T12:00:00Z", "2100-01-01T12:00:00Z", "2000-01-01T12:00:00Z", "1970-01-01T00:00:00Z"],
        "date": ["2026-01-01", "2100-01-01", "2000-01-01", "1970-01-01"],
        "time": ["12:00:00", "23:00:00", "01:00:00"],
        "uri": ["https://example.com/", "http://example.com/", "wss://example.com/", "ftp://example.com/"],
        "ipv4": ["203.0.113.7"],
        "ipv6": ["2001:db8::7"],
        "binary": ["data"],
    ]

    /// Typical values for field names that contain a word.
    private static let hints: [(part: String, text: String)] = [
        ("email", "ada@example.com"), ("username", "ada@example.com"), ("password", "correct horse"),
        ("first", "Ada"), ("last", "Lovelace"), ("filename", "notes.txt"), ("name", "Ada Lovelace"), ("city", "London"),
        ("street", "12 St James's Square"), ("country", "GB"), ("currency", "EUR"), ("zip", "10115"),
        ("phone", "+442071234567"), ("language", "en"), ("locale", "en-GB"), ("timezone", "Europe/London"),
        ("url", "https://example.com/"), ("path", "folder/file.txt"), ("color", "blue"), ("title", "A title"),
        ("description", "A description"), ("comment", "A comment"), ("tag", "blue"),
    ]

    private static func texts(format: String, hint: String) -> [String] {
        if let texts = formats[format] { return texts }
        let hint = hint.lowercased()
        let hinted = hints.filter { hint.contains($0.part) }.map(\.text)
        let usual =
            format == "password" ? ["correct horse", "Correct-Horse-1"] : ["text", "abc", "1", "ABC", "Text-123"]
        return Array(hinted.prefix(1)) + usual
    }

    private static func fitted(_ text: String, from least: Int, to most: Int) -> String {
        let scalars = Array(text.unicodeScalars)
        if scalars.count > most { return String(String.UnicodeScalarView(scalars.prefix(most))) }
        guard scalars.count < least else { return text }
        var longer = String.UnicodeScalarView(scalars)
        // No trailing space: it may be trimmed before the length is validated.
        for index in 0..<(least - scalars.count) {
            longer.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index % 26)))
        }
        return String(longer)
    }

    private static func samples(of pattern: Pattern, from least: Int, to most: Int) -> [String] {
        var samples: [String] = []
        for variant in 0..<4 {
            for growth in [0, 1, 2, 3, 4, 8] + [least] {
                guard let text = pattern.sample(growth: growth, variant: variant), !samples.contains(text),
                    least...most ~= text.unicodeScalars.count
                else { continue }
                samples.append(text)
            }
        }
        return samples
    }
}
