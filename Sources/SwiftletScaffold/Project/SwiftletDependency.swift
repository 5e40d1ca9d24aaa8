import Foundation

/// A dependency on Swiftlet in a manifest.
enum SwiftletDependency: Hashable {
    /// A checkout at a path.
    case path(String)
    /// A Git repository at a URL, and the requirement in the form of a manifest's argument.
    case url(String, requirement: String)

    /// A dependency on a checkout.
    ///
    /// - Parameters:
    ///   - path: The path of the checkout. A relative path refers to the working directory.
    ///   - folder: The folder of the package that has the dependency.
    /// - Throws: ``ScaffoldError`` if there is no checkout.
    init(path: String, from folder: ProjectFolder) throws(ScaffoldError) {
        let checkout = URL(filePath: path)
        guard Self.isCheckout(checkout) else {
            throw ScaffoldError("\(path) is not a checkout of Swiftlet: it has no Package.swift with Sources/Swiftlet.")
        }
        self = .path(path.hasPrefix("/") ? path : folder.relativePath(to: checkout))
    }

    /// A dependency on a branch of a repository.
    ///
    /// - Throws: ``ScaffoldError`` if the URL or the name is malformed.
    init(url: String, branch: String) throws(ScaffoldError) {
        guard !branch.isEmpty, !branch.contains(where: \.isWhitespace) else {
            throw ScaffoldError("\"\(branch)\" is not the name of a branch.")
        }
        self = .url(try Self.checked(url), requirement: "branch: \(Self.literal(branch))")
    }

    /// A dependency on the versions of a repository from a minimum one to the next major version.
    ///
    /// - Throws: ``ScaffoldError`` if the URL or the version is malformed.
    init(url: String, from version: String) throws(ScaffoldError) {
        guard version.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?/) != nil else {
            throw ScaffoldError("\"\(version)\" is not a version such as 1.2.0.")
        }
        self = .url(try Self.checked(url), requirement: "from: \(Self.literal(version))")
    }

    /// The expression in the manifest.
    var declaration: String {
        switch self {
        case .path(let path): ".package(name: \"swiftlet\", path: \(Self.literal(path)))"
        case .url(let url, let requirement): ".package(url: \(Self.literal(url)), \(requirement))"
        }
    }

    /// The name by which products refer to the package: for a URL its last component, as in SwiftPM.
    var package: String {
        switch self {
        case .path: "swiftlet"
        case .url(let url, _): Self.identity(url)
        }
    }

    /// Returns the checkout of Swiftlet that contains a file.
    static func enclosingCheckout(of file: URL) -> URL? {
        var folder = file.standardizedFileURL
        while !isCheckout(folder) {
            guard folder.pathComponents.count > 1 else { return nil }
            folder.deleteLastPathComponent()
        }
        return folder
    }

    private static func isCheckout(_ folder: URL) -> Bool {
        ["Package.swift", "Sources/Swiftlet"]
            .allSatisfy { FileManager.default.fileExists(atPath: folder.appending(path: $0).path) }
    }

    private static func identity(_ url: String) -> String {
        let name = url.split(whereSeparator: { "/:".contains($0) }).last ?? ""
        return String(name.hasSuffix(".git") ? name.dropLast(4) : name)
    }

    private static func checked(_ url: String) throws(ScaffoldError) -> String {
        let isURL = url.wholeMatch(of: /[a-z+]+:\/\/[^\s\/]*\/\S*[^\s\/]\S*|[^\s\/]+@[^\s\/]+:\S+/) != nil
        guard isURL, !identity(url).isEmpty else {
            throw ScaffoldError("\"\(url)\" is not the URL of a Git repository. For a local checkout, use --path.")
        }
        return url
    }

    /// Returns a Swift string literal.
    private static func literal(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
