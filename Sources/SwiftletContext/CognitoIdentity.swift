import SwiftletJSON

/// The Amazon Cognito identity of the caller of a function.
public struct CognitoIdentity: Sendable, Hashable {
    /// The ID of the identity: `cognitoIdentityId`.
    public var id: String
    /// The ID of the identity pool: `cognitoIdentityPoolId`.
    public var poolID: String

    /// Creates an identity.
    public init(id: String, poolID: String) {
        self.id = id
        self.poolID = poolID
    }

    /// Reads an identity in the form of the runtime API; `nil` without both IDs.
    init?(_ json: JSON) {
        guard let id = json["cognitoIdentityId"]?.string, let poolID = json["cognitoIdentityPoolId"]?.string else {
            return nil
        }
        self.init(id: id, poolID: poolID)
    }
}
