import SwiftletJSON

extension OpenAPIDocument {
    /// Returns the origins of an app's absolute token URLs, such as `https://login.example.com`.
    static func tokenOrigins(of description: AppDescription) -> [String] {
        var document = OpenAPIDocument(description)
        let components = document.make(below: "")["components"]?.object
        var origins: [String] = []
        for (_, scheme) in components?["securitySchemes"]?.object ?? [:] {
            for (_, flow) in scheme.object?["flows"]?.object ?? [:] {
                guard let url = flow.object?["tokenUrl"]?.string, let origin = origin(of: url) else { continue }
                if !origins.contains(origin) { origins.append(origin) }
            }
        }
        return origins
    }

    /// Returns the scheme, host and port of an absolute URL, or `nil` if it contains characters that are not safe in a
    /// content security policy.
    private static func origin(of url: String) -> String? {
        guard let scheme = ["https://", "http://"].first(where: { url.hasPrefix($0) }) else { return nil }
        let authority = url.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let isPlain = authority.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || ".-:[]".contains($0)) }
        return authority.isEmpty || !isPlain ? nil : scheme + authority
    }
}
