import HTTPTypes
import Swiftlet

extension HTTPField.Name {
    /// The state of the last build, in responses of the previous version: `failed`.
    static let watchBuild = constant("Swiftlet-Build")
    /// The client's address, in requests that the watching process forwards.
    static let watchClient = constant("Swiftlet-Watch-Client")
    /// The version that an error page shows, in its requests for the current one.
    static let watchVersion = constant("Swiftlet-Watch-Version")
}
