/// The ARN of a method of an API, as an authorizer is asked about it:
/// `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{method}/{path}`.
public struct ExecuteARN: Sendable, Hashable, CustomStringConvertible {
    /// The partition, such as `aws` or `aws-cn`.
    public var partition: String
    /// The region.
    public var region: String
    /// The account's number.
    public var account: String
    /// The API's id.
    public var apiID: String
    /// The stage.
    public var stage: String
    /// The method, or `*` for all.
    public var method: String
    /// The path without its first slash, or `*` for all.
    public var path: String

    /// Reads an ARN.
    ///
    /// - Returns: `nil` if the text is none of a method of an API.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard parts.count == 6, parts[0] == "arn", parts[2] == "execute-api" else { return nil }
        let resource = parts[5].utf8
            .split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard resource.count >= 3 else { return nil }
        partition = parts[1]
        region = parts[3]
        account = parts[4]
        apiID = resource[0]
        stage = resource[1]
        method = resource[2]
        path = resource.count > 3 ? resource[3] : ""
    }

    /// The ARN's text.
    public var description: String {
        "arn:\(partition):execute-api:\(region):\(account):\(apiID)/\(stage)/\(method)/\(path)"
    }

    /// All methods and paths of the same stage.
    ///
    /// An API keeps a policy for some time and applies it to other methods too: one for a single method then refuses them.
    public var allMethods: ExecuteARN {
        var all = self
        all.method = "*"
        all.path = "*"
        return all
    }
}
