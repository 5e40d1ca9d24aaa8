import HTTPTypes
import Swiftlet

/// Decides which requests may use the console.
///
/// - On a loopback address, the `Host` must be one, too: a page on the web whose name was rebound to this machine has the host
///   of that page.
/// - On any other address, each request needs the token: in the URL once, then in a cookie.
/// - The API rejects requests that a browser sends on behalf of another origin, with or without a token.
struct ConsoleAccess: Sendable {
    /// The decision about a request.
    enum Decision: Equatable {
        case allowed
        /// The token of the URL is valid: the browser keeps it as a cookie, and the URL without it is shown.
        case tokenAccepted
        case rejected(String)
    }

    /// The cookie with the token.
    static let cookie = "swiftlet_console"
    /// The query parameter with the token.
    static let parameter = "token"

    private static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")

    /// The token; `nil` if the server is only reachable from this machine.
    let token: String?

    /// - Parameters:
    ///   - host: The address that the server listens on.
    ///   - generator: The generator for the token.
    init(listeningOn host: String, using generator: inout some RandomNumberGenerator) {
        token =
            Self.isLoopback(host)
            ? nil : (0..<4).map { _ in Self.hexadecimal(UInt32.random(in: .min ... .max, using: &generator)) }.joined()
    }

    /// - Parameter token: The token; `nil` if the server is only reachable from this machine.
    init(token: String?) {
        self.token = token
    }

    /// Decides about a request.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - isAPI: Whether it is a request to the console's API rather than for its page.
    /// - Returns: The decision, with the reason if the request is rejected.
    func decision(on request: Request, isAPI: Bool) -> Decision {
        if isAPI, let reason = crossSiteReason(request) { return .rejected(reason) }
        guard let token else {
            return request.host.map(Self.name).map(Self.isLoopback) == true
                ? .allowed
                : .rejected("The console is available only as localhost, 127.0.0.1 or [::1].")
        }
        if request.cookies(named: Self.cookie).contains(where: { Self.areEqual($0, token) }) { return .allowed }
        if !isAPI, let given = request.query.first(where: { $0.name == Self.parameter })?.value,
            Self.areEqual(given, token)
        {
            return .tokenAccepted
        }
        return .rejected("The console requires its token: open the URL that serve has printed.")
    }

    /// The reason to reject a request that a browser sends on behalf of another origin; `nil` for all others.
    private func crossSiteReason(_ request: Request) -> String? {
        if let name = Self.secFetchSite, let site = request.header(name), !["same-origin", "none"].contains(site) {
            return "The console accepts no requests from other sites."
        }
        if let origin = request.header(.origin), !origin.utf8.elementsEqual("http://\(request.host ?? "")".utf8) {
            return "The console accepts no requests from other origins."
        }
        return nil
    }

    /// Whether a host name or address is that of the loopback interface.
    static func isLoopback(_ host: String) -> Bool {
        let host = host.lowercased()
        if host == "localhost" || host == "::1" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy {
                $0.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } && UInt8($0) != nil
            }
    }

    /// The host of an authority without the port.
    private static func name(_ authority: String) -> String {
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else { return authority }
        return String(authority[..<colon])
    }

    /// Whether two texts have the same bytes, in a time that depends only on their lengths.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        guard left.utf8.count == right.utf8.count else { return false }
        return zip(left.utf8, right.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func hexadecimal(_ number: UInt32) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
