/// The ARN of an API method: `arn:aws:execute-api:{region}:{account}:{api}/{stage}/{method}/{path}`.
public struct ExecuteARN: Sendable, Hashable, CustomStringConvertible {
    /// The partition, such as `aws` or `aws-cn`.
    public var partition: String
    /// The AWS region.
    public var region: String
    /// The AWS account ID.
    public var account: String
    /// The API ID.
    public var apiID: String
    /// The stage.
    public var stage: String
    /// The method, or `*` for all.
    public var method: String
    /// The path without its leading slash, or `*` for all.
    public var path: String

    /// Creates an ARN from text, or returns `nil` if the text is not the ARN of an API method.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard parts.count == 6, parts[0] == "arn", parts[2] == "execute-api" else { return nil }
        let resource = parts[5].utf8
            .split(separator: UInt8(ascii: "/"), maxSplits: 3, omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard resource.count >= 3 else { return nil }
        // A route of a WebSocket API, such as `$connect`, has no method.
        if resource.count == 3, resource[2].utf8.first == UInt8(ascii: "$") { return nil }
        partition = parts[1]
        region = parts[3]
        account = parts[4]
        apiID = resource[0]
        stage = resource[1]
        method = resource[2]
        path = resource.count > 3 ? resource[3] : ""
    }

    /// The ARN as text.
    public var description: String {
        "arn:\(partition):execute-api:\(region):\(account):\(apiID)/\(stage)/\(method)/\(path)"
    }

    /// The ARN of all methods and paths of the same stage.
    ///
    /// API Gateway caches policies across methods: a cached policy for a single method would deny the others.
    public var allMethods: ExecuteARN {
        var all = self
        all.method = "*"
        all.path = "*"
        return all
    }
}
