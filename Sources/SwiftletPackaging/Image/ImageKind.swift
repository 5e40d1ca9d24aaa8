/// The kind of program to deploy.
package enum ImageKind: String, Sendable, CaseIterable {
    /// A function binary, for platforms with the Lambda runtime API.
    case function
    /// A server that listens on the port in `PORT`, or on 8080.
    case server

    /// The library that serves the app.
    var library: String {
        switch self {
        case .function: "SwiftletRuntime"
        case .server: "SwiftletServer"
        }
    }

    /// The directory of the program in the image.
    var directory: String {
        switch self {
        // The directory of functions on Lambda, where certificates of a package are too.
        case .function: "var/task"
        case .server: "app"
        }
    }

    /// The default arguments of the program.
    var command: [String]? {
        switch self {
        // The handler: the whole app.
        case .function: ["app"]
        case .server: nil
        }
    }

    /// The working directory.
    ///
    /// The root file system may be read-only, except for `/tmp`.
    var workingDirectory: String {
        switch self {
        case .function: "/var/task"
        case .server: "/tmp"
        }
    }

    /// The ports on which the program listens.
    var exposedPorts: [String] {
        switch self {
        case .function: []
        case .server: ["8080/tcp"]
        }
    }
}
