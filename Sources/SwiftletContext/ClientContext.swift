public import SwiftletJSON

/// The client context of an invocation, as the AWS mobile SDKs and clients of the Invoke API send it.
///
/// By the AWS page "Using the Lambda context object to retrieve Python function information". Members of another type are
/// ignored; ``Context/clientContext`` has the whole JSON.
public struct ClientContext: Sendable, Hashable {
    /// The application that has invoked the function.
    public struct Client: Sendable, Hashable {
        /// The ID of the installation: `installation_id`.
        public var installationID: String?
        /// The title of the application: `app_title`.
        public var appTitle: String?
        /// The version name of the application: `app_version_name`.
        public var appVersionName: String?
        /// The version code of the application: `app_version_code`.
        public var appVersionCode: String?
        /// The package name of the application: `app_package_name`.
        public var appPackageName: String?
    }

    /// The application; `nil` if the context does not describe it.
    public var client: Client?
    /// The values that the application has set: `custom`, or `Custom`.
    public var custom: [String: JSON]
    /// The facts about the device: `env`, or `Env`.
    public var environment: [String: String]

    /// Reads the members of a client context.
    ///
    /// - Parameter json: The client context; `nil` is returned if it is not an object.
    public init?(_ json: JSON) {
        guard case .object = json else { return nil }
        if let client = json["client"], case .object = client {
            self.client = Client(
                installationID: client["installation_id"]?.string,
                appTitle: client["app_title"]?.string,
                appVersionName: client["app_version_name"]?.string,
                appVersionCode: client["app_version_code"]?.string,
                appPackageName: client["app_package_name"]?.string
            )
        }
        custom = Self.members(of: json["custom"] ?? json["Custom"])
        environment = Self.members(of: json["env"] ?? json["Env"]).compactMapValues(\.string)
    }

    private static func members(of json: JSON?) -> [String: JSON] {
        guard case .object(let object) = json else { return [:] }
        return Dictionary(zip(object.keys, object.values)) { $1 }
    }
}
