extension WebURL {
    /// The special schemes of the WHATWG URL standard with their default ports.
    ///
    /// Their URLs treat backslashes as slashes.
    private static let specialPorts: [String: Int?] = [
        "http": 80, "https": 443, "ws": 80, "wss": 443, "ftp": 21, "file": nil,
    ]

    /// Parses a URL.
    package init(parsing text: String) throws(URLParseError) {
        let scalars = Self.trimmed(text)
        guard !text.isEmpty else { throw .empty }
        guard let colon = scalars.firstIndex(of: ":") else { throw .noScheme }
        let scheme = scalars[..<colon]
        guard let first = scheme.first, first.isASCII, first.properties.isAlphabetic,
            scheme.allSatisfy(\.isSchemeCharacter)
        else { throw .noScheme }
        self.init(scheme: String(String.UnicodeScalarView(scheme)).lowercased())
        var rest = scalars[(colon + 1)...]
        if let hash = rest.firstIndex(of: "#") {
            fragment = PercentCoding.encode(rest[(hash + 1)...], allowing: .urlFragment)
            rest = rest[..<hash]
        }
        if let mark = rest.firstIndex(of: "?") {
            query = PercentCoding.encode(rest[(mark + 1)...], allowing: isSpecial ? .urlSpecialQuery : .urlQuery)
            rest = rest[..<mark]
        }
        try parseHierarchy(rest)
    }

    private var isSpecial: Bool { Self.specialPorts[scheme] != nil }

    /// The input without leading and trailing control characters and spaces, and without tabs and newlines.
    private static func trimmed(_ text: String) -> [Unicode.Scalar] {
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { $0.value > 0x20 }),
            let last = scalars.lastIndex(where: { $0.value > 0x20 })
        else { return [] }
        return scalars[first...last].filter { $0 != "\t" && $0 != "\n" && $0 != "\r" }
    }

    private mutating func parseHierarchy(_ rest: ArraySlice<Unicode.Scalar>) throws(URLParseError) {
        func isSlash(_ scalar: Unicode.Scalar) -> Bool { scalar == "/" || scalar == "\\" && isSpecial }
        let slashes = rest.prefix(while: isSlash).count
        if isSpecial, scheme != "file" {
            let authority = rest.dropFirst(slashes)
            let end = authority.firstIndex(where: isSlash) ?? authority.endIndex
            try parseAuthority(authority[..<end])
            setPath(authority[end...])
        } else if scheme == "file" {
            host = ""
            guard slashes >= 2 else { return setPath(rest) }
            let authority = rest.dropFirst(2)
            let end = authority.firstIndex(where: isSlash) ?? authority.endIndex
            let name = try URLHost.parse(authority[..<end], isSpecial: true)
            host = name == "localhost" ? "" : name
            setPath(authority[end...])
        } else if slashes >= 2 {
            let authority = rest.dropFirst(2)
            let end = authority.firstIndex(of: "/") ?? authority.endIndex
            try parseAuthority(authority[..<end])
            if end < authority.endIndex { setPath(authority[end...]) }
        } else if slashes == 1 {
            setPath(rest)
        } else {
            path = PercentCoding.encode(rest, allowing: .urlControl)
        }
    }

    private mutating func parseAuthority(_ authority: ArraySlice<Unicode.Scalar>) throws(URLParseError) {
        var hostAndPort = authority
        if let at = authority.lastIndex(of: "@") {
            hostAndPort = authority[(at + 1)...]
            let credentials = authority[..<at]
            if let colon = credentials.firstIndex(of: ":") {
                username = PercentCoding.encode(credentials[..<colon], allowing: .urlUserInfo)
                password = PercentCoding.encode(credentials[(colon + 1)...], allowing: .urlUserInfo)
            } else {
                username = PercentCoding.encode(credentials, allowing: .urlUserInfo)
            }
        }
        var name = hostAndPort
        var digits: ArraySlice<Unicode.Scalar> = []
        if name.first == "[", !name.contains("]") { throw .invalidIPv6 }
        let bracket = hostAndPort.lastIndex(of: "]") ?? hostAndPort.startIndex
        if let colon = hostAndPort[bracket...].firstIndex(of: ":") {
            name = hostAndPort[..<colon]
            digits = hostAndPort[(colon + 1)...]
        }
        if name.isEmpty, isSpecial || name.count < authority.count { throw .emptyHost }
        host = try URLHost.parse(name, isSpecial: isSpecial)
        if isSpecial, host?.isEmpty != false { throw .emptyHost }
        port = try parsePort(digits)
    }

    private func parsePort(_ digits: ArraySlice<Unicode.Scalar>) throws(URLParseError) -> Int? {
        var value = 0
        for digit in digits {
            guard "0"..."9" ~= digit else { throw .invalidPort }
            value = value * 10 + Int(digit.value - 0x30)
            guard value <= 65_535 else { throw .invalidPort }
        }
        let isDefault = Self.specialPorts[scheme].map { $0 == value } ?? false
        return digits.isEmpty || isDefault ? nil : value
    }

    /// Sets the path after resolving dot segments.
    private mutating func setPath(_ scalars: ArraySlice<Unicode.Scalar>) {
        let isSpecial = isSpecial
        var parts = scalars.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" && isSpecial }
        // Drop the empty part before the first slash.
        if let first = parts.first, first.isEmpty { parts.removeFirst() }
        var segments: [String] = []
        for (index, part) in parts.enumerated() {
            let isLast = index == parts.count - 1
            let segment = PercentCoding.encode(part, allowing: .urlPath)
            switch segment.lowercased().replacingEncodedDots {
            case "..":
                _ = segments.popLast()
                if isLast { segments.append("") }
            case ".":
                if isLast { segments.append("") }
            default:
                segments.append(segment)
            }
        }
        path = "/" + segments.joined(separator: "/")
    }
}

extension String {
    /// The string with `%2e` replaced by dots if it is a dot segment, otherwise unchanged.
    fileprivate var replacingEncodedDots: String {
        switch self {
        case "%2e": "."
        case ".%2e", "%2e.", "%2e%2e": ".."
        default: self
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isSchemeCharacter: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9", "+", "-", ".": true
        default: false
        }
    }
}
