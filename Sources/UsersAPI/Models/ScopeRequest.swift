/// The scopes that a client requests: a space-separated list of names.
struct ScopeRequest {
    private let names: Set<String>
    /// Whether the client requests a refresh token.
    let isOffline: Bool

    init(_ text: String) {
        var names = Set(text.split(separator: " ").map(String.init))
        isOffline = names.remove(AccessScope.offline) != nil
        self.names = names
    }

    /// Whether the client requests no scope but `offline_access`.
    var isEmpty: Bool { names.isEmpty }

    /// Returns the requested scopes among the available ones, or all of them if none is requested.
    ///
    /// Unknown scopes are ignored, and absent in the response (RFC 6749, section 3.3).
    func granted(from available: [String]) -> [String] {
        isEmpty ? available : available.filter(names.contains)
    }
}
