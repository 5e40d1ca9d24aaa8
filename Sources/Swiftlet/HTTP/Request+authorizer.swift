public import SwiftletJSON

extension Request {
    /// The claims of the token verified by a JWT or Cognito authorizer: an object, or `nil` without such an authorizer.
    public var claims: JSONNode? {
        guard let authorizer else { return nil }
        return (authorizer["jwt"]?["claims"] ?? authorizer["claims"])?.nonEmptyObject
    }

    /// The scopes of the token verified by a JWT or Cognito authorizer; empty if there are none.
    ///
    /// If the event does not list the matched scopes, they are read from the token's space-separated `scope` claim
    /// ([RFC 8693, section 4.2](https://www.rfc-editor.org/rfc/rfc8693#section-4.2)).
    public var scopes: [String] {
        guard let authorizer else { return [] }
        if let listed = authorizer["jwt"]?["scopes"] ?? authorizer["scopes"], listed.kind == .array {
            return listed.elements.compactMap(\.string)
        }
        let scope = claims?["scope"]?.string ?? ""
        return scope.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    /// The context returned by a Lambda authorizer: an object, or `nil` without such an authorizer.
    ///
    /// For a REST API it includes `principalId` and `integrationLatency`, which the platform adds.
    public var authorizerContext: JSONNode? {
        guard let authorizer else { return nil }
        switch shape {
        case .httpAPI, .functionURL: return authorizer["lambda"]?.nonEmptyObject
        case .restAPI: return authorizer["claims"] == nil && authorizer["jwt"] == nil ? authorizer.nonEmptyObject : nil
        default: return nil
        }
    }

    /// The identity of a caller authenticated by IAM: an object, or `nil` without IAM authentication.
    ///
    /// The members are those of `requestContext.authorizer.iam` for HTTP APIs and function URLs, and of
    /// `requestContext.identity` for REST APIs and VPC Lattice.
    public var iamIdentity: JSONNode? {
        switch shape {
        case .httpAPI, .functionURL:
            return authorizer?["iam"]?.nonEmptyObject
        case .restAPI:
            guard let identity = event?["requestContext"]?["identity"], identity["userArn"]?.string != nil else {
                return nil
            }
            return identity
        case .lattice:
            guard let identity = event?["requestContext"]?["identity"], identity["type"]?.equals("AWS_IAM") == true
            else {
                return nil
            }
            return identity
        default:
            return nil
        }
    }
}

extension JSONNode {
    /// The node if it is a non-empty object: without an authorizer the event has null or an empty object.
    var nonEmptyObject: JSONNode? {
        kind == .object && count > 0 ? self : nil
    }
}
