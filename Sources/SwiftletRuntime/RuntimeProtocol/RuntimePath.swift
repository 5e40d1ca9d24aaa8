import Swiftlet

/// The paths of the runtime API, relative to the endpoint.
package enum RuntimePath {
    /// The common prefix, with the version of the API.
    package static let root = "/2018-06-01/runtime"
    /// GET: waits for the next event.
    package static let next = root + "/invocation/next"
    /// POST: reports a failed initialization.
    package static let initError = root + "/init/error"
    /// GET: waits until the process is restored from its snapshot.
    package static let restoreNext = root + "/restore/next"
    /// POST: reports a failed restore.
    package static let restoreError = root + "/restore/error"

    /// POST: the response to an event.
    package static func response(to requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/response"
    }

    /// POST: the error report of an invocation.
    package static func error(for requestID: String) -> String {
        root + "/invocation/" + segment(requestID) + "/error"
    }

    /// Percent-encodes an id as one path segment.
    private static func segment(_ id: String) -> String {
        PercentCoding.encode(id, allowing: .unreserved)
    }
}
