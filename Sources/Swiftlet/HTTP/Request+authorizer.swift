public import SwiftletJSON

extension Request {
    /// The claims of the token that a JWT or Cognito authorizer has verified: an object, or `nil` if there was none.
    public var claims: JSONNode? {
        guard let authorizer else { return nil }
        return (authorizer["jwt"]?["claims"] ?? authorizer["claims"])?.ifFilledObject
    }

    /// The scopes of the token that a JWT or Cognito authorizer has verified; empty if there are none.
    ///
    /// Where the event does not list those it matched, they are taken from the token's own `scope` claim, in which
    /// spaces separate them ([RFC 8693, section 4.2](https://www.rfc-editor.org/rfc/rfc8693#section-4.2)).
    public var scopes: [String] {
        guard let authorizer else { return [] }
        if let listed = authorizer["jwt"]?["scopes"] ?? authorizer["scopes"], listed.kind == .array {
            return listed.elements.compactMap(\.string)
        }
        let scope = claims?["scope"]?.string ?? ""
        return scope.utf8.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
    }

    /// The context that a Lambda authorizer returned: an object, or `nil` if there was none.
    ///
    /// In a REST API's event it stands among `principalId` and `integrationLatency`, which the platform adds.
    public var authorizerContext: JSONNode? {
        guard let authorizer else { return nil }
        switch shape {
        case .httpAPI, .functionURL: return authorizer["lambda"]?.ifFilledObject
        case .restAPI: return authorizer["claims"] == nil && authorizer["jwt"] == nil ? authorizer.ifFilledObject : nil
        default: return nil
        }
    }

    /// The identity of a caller who signed the request with IAM credentials: an object, or `nil` if none did.
    ///
    /// The members are those of `requestContext.authorizer.iam` in the events of HTTP APIs and function URLs, and of
    /// `requestContext.identity` in those of REST APIs and VPC Lattice.
    public var iamIdentity: JSONNode? {
        switch shape {
        case .httpAPI, .functionURL:
            return authorizer?["iam"]?.ifFilledObject
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
    /// The node if it is an object with members: an authorizer that was not used leaves a null or an empty one.
    var ifFilledObject: JSONNode? {
        kind == .object && count > 0 ? self : nil
    }
}
