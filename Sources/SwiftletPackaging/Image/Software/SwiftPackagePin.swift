import Foundation
import SwiftletJSON

/// A Swift package that the app is built with, in the version of `Package.resolved`.
package struct SwiftPackagePin: Sendable, Hashable {
    /// The identity in SwiftPM, such as `swift-log`.
    let identity: String
    /// The host and the path of the repository, without credentials, such as `github.com/apple/swift-log`; `nil` for a local one.
    let repository: String?
    /// The version, or the revision of a package without a version.
    let version: String
    let revision: String?

    /// Reads the pins of a resolved package.
    ///
    /// - Parameter path: The path of `Package.resolved`.
    /// - Returns: The pins in their order; none if the file does not exist.
    /// - Throws: ``PackagingError`` if the file is not valid.
    package static func read(_ path: String) throws(PackagingError) -> [SwiftPackagePin] {
        guard let content = FileManager.default.contents(atPath: path) else { return [] }
        guard let pins = try? JSON(parsing: Array(content))["pins"]?.array else {
            throw PackagingError(.invalidInput, "\(path) is not valid: it has no pins. Run: swift package resolve")
        }
        return pins.compactMap(SwiftPackagePin.init)
    }

    /// Parses a pin; `nil` if it has neither a version nor a revision.
    init?(_ pin: JSON) {
        let state = pin["state"]
        guard let identity = pin["identity"]?.string,
            let version = state?["version"]?.string ?? state?["revision"]?.string
        else { return nil }
        self.identity = identity
        self.version = version
        revision = state?["revision"]?.string
        let location = pin["location"]?.string.flatMap(URLComponents.init(string:))
        repository = location.flatMap { location in
            guard location.scheme == "https", let host = location.host else { return nil }
            return host + (location.path.hasSuffix(".git") ? String(location.path.dropLast(4)) : location.path)
        }
    }
}
