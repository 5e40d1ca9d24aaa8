/// The name of an image with its tag, such as `registry.example/team/users:1.0.0`.
///
/// The grammar is that of https://github.com/distribution/reference.
package struct ImageReference: Sendable, Hashable, CustomStringConvertible {
    /// The name, with the registry if there is one.
    package let name: String
    /// The tag; `latest` by default.
    package let tag: String

    /// The name and the tag.
    package var description: String { "\(name):\(tag)" }

    /// Parses a reference.
    ///
    /// - Throws: ``PackagingError`` if it is not valid.
    package init(_ text: String) throws(PackagingError) {
        // A colon before the last slash separates the port of the registry.
        let base = text.lastIndex(of: "/") ?? text.startIndex
        let colon = text[base...].lastIndex(of: ":")
        name = String(text[..<(colon ?? text.endIndex)])
        tag = colon.map { String(text[text.index(after: $0)...]) } ?? "latest"
        let component = /[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*/
        let domain = /[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]+)?/
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isName = parts.enumerated()
            .allSatisfy { index, part in
                index == 0 && parts.count > 1
                    ? part.wholeMatch(of: domain) != nil || part.wholeMatch(of: component) != nil
                    : part.wholeMatch(of: component) != nil
            }
        guard isName, name.utf8.count <= 255, tag.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}/) != nil else {
            throw PackagingError(
                .invalidInput,
                "\"\(text)\" is not the name of an image: it must have the form [REGISTRY/]NAME[:TAG], with a name in lower "
                    + "case, such as registry.example/users:1.0.0."
            )
        }
    }

    /// Creates the reference of an app.
    ///
    /// Characters that a name or a tag cannot have are replaced by dashes.
    ///
    /// - Parameters:
    ///   - app: The name of the app.
    ///   - version: The version of the app; empty for none.
    package init(app: String, version: String) {
        let words = app.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        name = words.isEmpty ? "app" : words.joined(separator: "-")
        let characters = version.unicodeScalars.map { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "._-".contains("\(scalar)"))
                ? Character(scalar) : "-"
        }
        let text = String(characters.drop { $0 == "-" || $0 == "." }.prefix(128))
        tag = text.isEmpty ? "latest" : text
    }

    /// The last component of the name.
    var shortName: String { name.split(separator: "/").last.map(String.init) ?? name }

    /// Whether the name starts with a registry.
    package var hasRegistry: Bool {
        let first = name.split(separator: "/").first ?? ""
        return name.contains("/") && (first.contains(".") || first.contains(":") || first == "localhost")
    }

    /// The reference with its registry: Docker Hub, if the name has none.
    var qualified: String {
        if hasRegistry { return description }
        return "docker.io/" + (name.contains("/") ? "" : "library/") + description
    }
}
