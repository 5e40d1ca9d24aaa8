/// The facts about the deployed function that do not change between invocations.
///
/// ```swift
/// let version = Endpoint(.get, "/version", Invocation()) { context in context.function.version }
/// ```
public struct FunctionInfo: Sendable, Hashable {
    // A reference, so that a context is copied with one retain.
    private final class Storage: Sendable, Hashable {
        let name: String
        let version: String
        let memoryLimit: Int?
        let logGroup: String?
        let logStream: String?

        init(_ name: String, version: String, memoryLimit: Int?, logGroup: String?, logStream: String?) {
            self.name = name
            self.version = version
            self.memoryLimit = memoryLimit
            self.logGroup = logGroup
            self.logStream = logStream
        }

        static func == (one: Storage, other: Storage) -> Bool {
            one.name == other.name && one.version == other.version && one.memoryLimit == other.memoryLimit
                && one.logGroup == other.logGroup && one.logStream == other.logStream
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(name)
            hasher.combine(version)
        }
    }

    private let storage: Storage

    /// Creates the facts, for tests.
    ///
    /// - Parameters:
    ///   - name: The name of the function.
    ///   - version: The version of the function.
    ///   - memoryLimit: The memory limit in MB.
    ///   - logGroup: The name of the log group.
    ///   - logStream: The name of the log stream.
    public init(
        name: String,
        version: String = "$LATEST",
        memoryLimit: Int? = nil,
        logGroup: String? = nil,
        logStream: String? = nil
    ) {
        storage = Storage(name, version: version, memoryLimit: memoryLimit, logGroup: logGroup, logStream: logStream)
    }

    /// Reads the facts from the environment variables of the platform: `AWS_LAMBDA_FUNCTION_NAME` and others, by AWS's page
    /// "Working with Lambda environment variables".
    package init(_ variables: [String: String]) {
        func value(_ key: String) -> String? {
            guard let value = variables[key], !value.isEmpty else { return nil }
            return value
        }
        self.init(
            name: value("AWS_LAMBDA_FUNCTION_NAME") ?? Self.local.name,
            version: value("AWS_LAMBDA_FUNCTION_VERSION") ?? Self.local.version,
            memoryLimit: value("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").flatMap { Int($0) },
            logGroup: value("AWS_LAMBDA_LOG_GROUP_NAME"),
            logStream: value("AWS_LAMBDA_LOG_STREAM_NAME")
        )
    }

    /// The facts where there is no function: named `local`, with version `$LATEST`.
    public static let local = FunctionInfo(name: "local")

    /// The name of the function.
    public var name: String { storage.name }
    /// The version of the function: a number, or `$LATEST`.
    public var version: String { storage.version }
    /// The memory limit in MB, or `nil` if it is unknown.
    public var memoryLimit: Int? { storage.memoryLimit }
    /// The name of the log group, or `nil` if the platform does not provide it, as with SnapStart.
    public var logGroup: String? { storage.logGroup }
    /// The name of the log stream, or `nil` if the platform does not provide it, as with SnapStart.
    public var logStream: String? { storage.logStream }
}
