/// What has changed, which decides whether to build.
struct WatchedChange: OptionSet, Hashable, Sendable {
    let rawValue: UInt8

    /// A source file, a resource or the manifest of the package.
    static let sources = WatchedChange(rawValue: 1)
    /// The `.env` file.
    static let environment = WatchedChange(rawValue: 2)
}
