/// A function reference of the [Invoke API](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html): a name, a partial
/// ARN or an ARN, each with an optional version or alias.
package struct FunctionReference: Hashable, Sendable {
    /// The emulated region.
    static let region = "us-east-1"
    /// The emulated account id.
    static let account = "012345678912"

    /// The name of the function.
    package var name: String
    /// The version or the alias.
    var qualifier: String?
    /// The region, if the reference contains one.
    var region = FunctionReference.region
    /// The account id, if the reference contains one.
    var account = FunctionReference.account
    /// The partition, such as `aws-cn`.
    var partition = "aws"

    package init(name: String, qualifier: String? = nil) {
        self.name = name
        self.qualifier = qualifier
    }

    /// Parses a reference; `nil` if it is invalid.
    ///
    /// - Parameter text: `name`, `name:qualifier`, `account:function:name`, `arn:aws:lambda:region:account:function:name`
    ///   and so on, percent-decoded.
    package init?(_ text: String) {
        guard 1...256 ~= text.utf8.count else { return nil }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)[...]
        self.init(name: "")
        if parts.first == "arn" {
            guard parts.count >= 7, parts[1].hasPrefix("aws"), parts[2] == "lambda", Self.isRegion(parts[3]),
                Self.isAccount(parts[4]), parts[5] == "function"
            else { return nil }
            (partition, region, account) = (parts[1], parts[3], parts[4])
            parts = parts.dropFirst(6)
        } else {
            if parts.count > 1, let first = parts.first, Self.isRegion(first) {
                region = first
                parts = parts.dropFirst()
            }
            if parts.count > 1, let first = parts.first, Self.isAccount(first) {
                account = first
                parts = parts.dropFirst()
            }
            // A function may be named `function`.
            if parts.first == "function", parts.count > 1, Self.isName(parts[parts.startIndex + 1]) {
                parts = parts.dropFirst()
            }
        }
        guard let name = parts.popFirst(), Self.isName(name) else { return nil }
        self.name = name
        if let qualifier = parts.popFirst() {
            guard Self.isQualifier(qualifier) else { return nil }
            self.qualifier = qualifier
        }
        guard parts.isEmpty else { return nil }
    }

    /// The ARN, including the qualifier.
    var arn: String {
        let end = qualifier.map { ":\($0)" } ?? ""
        return "arn:\(partition):lambda:\(region):\(account):function:\(name)\(end)"
    }

    /// Whether a text is a valid version or alias.
    static func isQualifier(_ text: String) -> Bool {
        if text == "$LATEST" || text == "$LATEST.PUBLISHED" { return true }
        return !text.isEmpty && text.utf8.count <= 128
            && text.allSatisfy { isAlphanumeric($0) || $0 == "-" || $0 == "_" }
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.allSatisfy { isAlphanumeric($0) || $0 == "-" || $0 == "_" || $0 == "." }
    }

    private static func isAccount(_ text: String) -> Bool {
        text.utf8.count == 12 && text.utf8.allSatisfy { 48...57 ~= $0 }
    }

    /// Whether a text has the form of a region, such as `us-east-1` or `us-gov-west-1`.
    private static func isRegion(_ text: String) -> Bool {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        guard words.count >= 3, let number = words.last, number.count == 1, number.allSatisfy(\.isNumber) else {
            return false
        }
        return words.dropLast()
            .allSatisfy { word in
                !word.isEmpty && word.allSatisfy { isAlphanumeric($0) && $0.isLowercase }
            }
    }

    private static func isAlphanumeric(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }
}
