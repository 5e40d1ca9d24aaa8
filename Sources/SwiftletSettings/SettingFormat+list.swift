import Swiftlet

extension SettingFormat {
    /// A list, separated by commas or as a JSON array of strings.
    ///
    /// White space around elements is ignored, and so are empty elements between commas. An array with an empty element is
    /// invalid.
    ///
    /// - Parameter element: The format of each element.
    /// - Returns: The format.
    public static func list<Element: Sendable>(of element: SettingFormat<Element>) -> SettingFormat
    where Value == [Element] {
        let expectation = "a list separated by commas, each element \(element.expectation)"
        return SettingFormat(expectation, isSecret: element.isSecret) { text, name in
            var elements: [Element] = []
            for text in texts(in: text) {
                guard let text, !text.isEmpty, let value = element.value(of: text, named: name) else { return nil }
                elements.append(value)
            }
            return elements
        }
    }

    /// Returns the texts of the elements; `nil` for an element of an array that is not a string.
    private static func texts(in text: String) -> [String?] {
        guard text.hasPrefix("[") else {
            return text.split(separator: ",").map { String($0).trimmed() }.filter { !$0.isEmpty }
        }
        return (try? JSON(parsing: text))?.array?.map { $0.string?.trimmed() } ?? [nil]
    }
}

extension String {
    /// Returns the string without leading and trailing white space.
    func trimmed() -> String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
