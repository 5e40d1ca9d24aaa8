import SwiftletJSON

/// The groups and IAM roles of a user of a Cognito user pool.
public struct CognitoGroups: Sendable, Hashable {
    /// The names of the groups.
    public var groups: [String]
    /// The ARNs of the IAM roles of the groups.
    public var roles: [String]
    /// The ARN of the preferred IAM role.
    public var preferredRole: String?

    /// Creates groups.
    public init(groups: [String] = [], roles: [String] = [], preferredRole: String? = nil) {
        self.groups = groups
        self.roles = roles
        self.preferredRole = preferredRole
    }

    init(_ node: JSONNode?) {
        groups = node?.strings("groupsToOverride") ?? []
        roles = node?.strings("iamRolesToOverride") ?? []
        preferredRole = node?["preferredRole"]?.string
    }

    init(_ json: JSON) {
        groups = json["groupsToOverride"]?.strings ?? []
        roles = json["iamRolesToOverride"]?.strings ?? []
        preferredRole = json["preferredRole"]?.string
    }

    /// The members `groupsToOverride`, `iamRolesToOverride` and `preferredRole`.
    var json: JSON {
        [
            "groupsToOverride": JSON(strings: groups), "iamRolesToOverride": JSON(strings: roles),
            "preferredRole": preferredRole.map { .string($0) } ?? .null,
        ]
    }
}
