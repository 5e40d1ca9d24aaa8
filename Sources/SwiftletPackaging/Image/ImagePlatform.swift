import SwiftletJSON

/// The operating system and the architecture of an image, in the terms of Go, as in `linux/arm64/v8`.
package struct ImagePlatform: Sendable, Hashable, CustomStringConvertible {
    /// The architecture.
    let architecture: String
    /// The variant of the architecture.
    let variant: String?

    /// Converts the architecture of an ELF file.
    ///
    /// - Throws: ``PackagingError`` for an architecture other than x86-64 and arm64.
    init(_ machine: ELFFile.Machine) throws(PackagingError) {
        switch machine {
        case .x86: (architecture, variant) = ("amd64", nil)
        case .arm: (architecture, variant) = ("arm64", "v8")
        default: throw PackagingError(.invalidInput, "Unsupported architecture: images are for x86-64 or arm64.")
        }
    }

    /// The members that describe the platform in a configuration and in an index.
    var members: JSONObject {
        var members: JSONObject = ["architecture": .string(architecture), "os": "linux"]
        members["variant"] = variant.map(JSON.string)
        return members
    }

    /// The platform with slashes.
    package var description: String {
        (["linux", architecture] + (variant.map { [$0] } ?? [])).joined(separator: "/")
    }
}
