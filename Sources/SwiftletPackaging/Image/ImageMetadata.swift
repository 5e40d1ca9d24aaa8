import SwiftletJSON

/// The name of an image, and facts about the app for its labels.
package struct ImageMetadata: Sendable {
    /// The name and the tag.
    let reference: ImageReference
    /// The title of the app.
    let title: String
    /// The version of the app; empty for none.
    let version: String
    /// Additional labels.
    let labels: [(name: String, value: String)]
    /// The time of creation in seconds since 1970; `nil` leaves it out, so that the image depends only on its contents.
    let created: Int?

    /// Creates the metadata.
    ///
    /// - Parameters:
    ///   - reference: The name and the tag.
    ///   - title: The title of the app.
    ///   - version: The version of the app; empty for none.
    ///   - labels: Additional labels, which override the others.
    ///   - environment: The environment variables. `SOURCE_DATE_EPOCH` is the time of creation, see
    ///     https://reproducible-builds.org/specs/source-date-epoch/.
    /// - Throws: ``PackagingError`` if `SOURCE_DATE_EPOCH` is invalid.
    package init(
        reference: ImageReference,
        title: String,
        version: String,
        labels: [(name: String, value: String)] = [],
        environment: [String: String]
    ) throws(PackagingError) {
        self.reference = reference
        self.title = title
        self.version = version
        self.labels = labels
        let epoch = environment["SOURCE_DATE_EPOCH"] ?? ""
        created = Int(epoch)
        guard epoch.isEmpty || createdTime != nil else {
            throw PackagingError(
                .invalidInput,
                "SOURCE_DATE_EPOCH is \"\(epoch)\": it must be a number of seconds since 1970."
            )
        }
    }

    /// The time of creation, as in `2026-01-31T23:59:59Z`.
    var createdTime: String? { created.flatMap { $0 < 0 ? nil : Timestamp.text(Double($0)) } }

    /// The labels, which are also the annotations of the manifest.
    ///
    /// See https://github.com/opencontainers/image-spec/blob/v1.1.0/annotations.md#pre-defined-annotation-keys.
    var annotations: JSONObject {
        var annotations: JSONObject = ["org.opencontainers.image.title": .string(title)]
        if !version.isEmpty { annotations["org.opencontainers.image.version"] = .string(version) }
        if let createdTime { annotations["org.opencontainers.image.created"] = .string(createdTime) }
        for label in labels {
            annotations[label.name] = .string(label.value)
        }
        return annotations
    }
}
