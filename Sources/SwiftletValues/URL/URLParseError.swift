/// The reason that a string is not a URL, in Pydantic's wording.
package struct URLParseError: Error, Equatable {
    package let description: String

    static let empty = URLParseError(description: "input is empty")
    static let noScheme = URLParseError(description: "relative URL without a base")
    static let emptyHost = URLParseError(description: "empty host")
    static let invalidPort = URLParseError(description: "invalid port number")
    static let invalidIPv4 = URLParseError(description: "invalid IPv4 address")
    static let invalidIPv6 = URLParseError(description: "invalid IPv6 address")
    static let invalidDomain = URLParseError(description: "invalid international domain name")
    static let invalidHost = URLParseError(description: "invalid domain character")
}
