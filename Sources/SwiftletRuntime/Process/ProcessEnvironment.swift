import Glibc

/// The environment of this process.
package enum ProcessEnvironment {
    /// The current environment variables.
    package static var variables: [String: String] {
        var variables: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let parts = unsafe String(cString: text)
                .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            unsafe entry += 1
        }
        return variables
    }

    /// Adds the handler, if the variables have none, from the arguments of the process.
    ///
    /// The command of a container image is the handler, which the platform passes as the first argument. Options are not
    /// handlers.
    static func addingHandler(from arguments: [String], to variables: [String: String]) -> [String: String] {
        guard variables[EnvironmentKey.handler]?.isEmpty != false, let name = arguments.dropFirst().first,
            !name.hasPrefix("-")
        else { return variables }
        return variables.merging([EnvironmentKey.handler: name]) { $1 }
    }

    /// The working directory.
    static var workingDirectory: String {
        guard let path = unsafe getcwd(nil, 0) else { return "/" }
        defer { unsafe free(path) }
        return unsafe String(cString: path)
    }

    /// The process's limit of open descriptors.
    package static var descriptorLimit: Int {
        var limit = rlimit()
        let status = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return status == 0 ? Int(clamping: limit.rlim_cur) : .max
    }

    /// Removes a variable, so that child processes do not inherit it.
    static func remove(_ name: String) {
        _ = unsafe unsetenv(name)
    }

    /// Sets the environment variable of the trace id; `nil` removes it.
    static func export(traceID: String?) {
        TraceVariable.export(traceID)
    }
}
