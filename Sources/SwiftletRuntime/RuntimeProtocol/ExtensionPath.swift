/// The paths of the Extensions API, relative to the endpoint.
package enum ExtensionPath {
    private static let root = "/2020-01-01/extension"
    /// POST: registers an extension.
    package static let register = root + "/register"
    /// GET: waits for the extension's next event.
    package static let next = root + "/event/next"
    /// POST: reports that the extension failed to initialize.
    package static let initError = root + "/init/error"
    /// POST: reports that the extension is about to exit because of an error.
    package static let exitError = root + "/exit/error"
}
