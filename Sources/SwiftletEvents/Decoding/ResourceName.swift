/// The names in [ARNs](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html).
enum ResourceName {
    /// The ARN and the name of its resource, by which handlers specify the source of their events.
    ///
    /// - Parameters:
    ///   - arn: The ARN, such as `arn:aws:kafka:us-east-1:123456789012:cluster/orders/abcd-4`.
    ///   - type: The type of the resource before its name, such as `cluster/`.
    ///   - separator: The character that ends the name; `nil` if the name ends the ARN.
    /// - Returns: The ARN and the name, or only the ARN if its resource has another type.
    static func names(of arn: String, type: StaticString, until separator: Unicode.Scalar? = nil) -> [String] {
        let parts = arn.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
        let type = type.description.utf8
        guard parts.count == 6, parts[5].starts(with: type) else { return [arn] }
        let rest = parts[5].dropFirst(type.count)
        guard let separator else { return [arn, String(Substring(rest))] }
        return [arn, String(Substring(rest.prefix { $0 != UInt8(ascii: separator) }))]
    }
}
