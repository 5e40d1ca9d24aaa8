import HTTPTypes
import Swiftlet

extension TestClient {
    /// The maximum number of redirects, as in browsers
    /// ([Fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch)).
    private static let maximumRedirects = 20

    /// Sends a request and follows redirects if enabled.
    func followed(_ request: TestRequest) async throws -> TestResponse {
        var request = request
        for _ in 0...Self.maximumRedirects {
            let response = try await exchange(request)
            guard followsRedirects, Self.redirects.contains(response.status.code),
                let location = response.headers[.location]
            else { return response }
            request = try Self.redirected(request, to: location, response.status.code)
        }
        throw TestFailure("Exceeded the limit of \(Self.maximumRedirects) redirects.")
    }

    private static let redirects: Set<Int> = [301, 302, 303, 307, 308]

    private static func redirected(_ request: TestRequest, to location: String, _ status: Int) throws -> TestRequest {
        let parts = location.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)[0]
            .split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var next = request.request
        next.path = try path(String(parts[0]), location, from: request.request)
        let rawQuery = parts.count > 1 ? String(parts[1]) : ""
        next.query = QueryString.parse(rawQuery)
        // RFC 9110, sections 15.4.2 to 15.4.4: a redirected POST becomes a GET.
        if status == 303 && next.method != .head || status < 303 && next.method == .post {
            next.method = .get
            next.body = []
            next.headers[.contentType] = nil
            next.headers[.contentLength] = nil
        }
        return TestRequest(next, rawQuery: rawQuery)
    }

    /// Resolves a reference (RFC 3986, section 5.2), relative to the request's base path.
    private static func path(_ reference: String, _ location: String, from request: Request) throws -> String {
        var path = reference
        var absolute: Substring?
        if path.hasPrefix("//") {
            absolute = path.dropFirst(2)
        } else if let scheme = path.firstRange(of: "://"), !path[..<scheme.lowerBound].contains("/") {
            absolute = path[scheme.upperBound...]
        }
        if let rest = absolute {
            let host = rest.prefix { $0 != "/" }
            guard String(host) == request.host else {
                throw TestFailure("\(request.method) \(request.path) redirects to another host: \(location)")
            }
            path = String(rest.dropFirst(host.count))
        } else if path.isEmpty {
            return request.path
        } else if !path.hasPrefix("/") {
            let base = request.basePath + request.path
            path = String(base[...(base.lastIndex(of: "/") ?? base.startIndex)]) + path
        }
        var segments: [Substring] = []
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        for (index, part) in parts.enumerated() {
            switch part {
            case ".", "..":
                if part == "..", !segments.isEmpty { segments.removeLast() }
                if index == parts.count - 1 { segments.append("") }
            default: segments.append(part)
            }
        }
        let target = "/" + segments.joined(separator: "/")
        let basePath = request.basePath
        return !basePath.isEmpty && target.hasPrefix(basePath + "/") ? String(target.dropFirst(basePath.count)) : target
    }
}
