import Swiftlet

/// The examples in the reference of middleware and errors.
enum MiddlewareExamples {
    static func apps() -> [App] {
        let publicAPI = App(title: "Shop", version: "1.0.0") {
            CORS(allowing: ["https://shop.example.com"], credentials: true, exposing: [.requestID])
            sell
        }

        let loggedAPI = App(title: "Shop", version: "1.0.0") {
            RequestLog(level: .debug)
            SecurityHeaders()
            sell
        }

        let limitedAPI = App(title: "Shop", version: "1.0.0") {
            Routes("/reviews") {
                BodyLimit(bytes: 16_384)
                sell
            }
        }

        let cachedAPI = App(title: "Prices", version: "1.0.0") {
            CORS(allowing: .any)
            ResponseCache(maximumBytes: 16 << 20)
            EntityTag()
            countdown
        }

        let timedAPI = App(title: "Shop", version: "1.0.0") {
            Timeout(.seconds(5))
            sell
        }

        let reportedAPI = App(title: "Shop", version: "1.0.0") {
            ErrorReporter { error, request, context in
                context.logger.critical("\(request.method) \(request.path) failed: \(error)")
            }
            sell
        }

        let problemAPI = App(title: "Shop", version: "1.0.0") {
            ProblemDetails()
            sell
        }

        let bothVersions = App(title: "Shop", version: "2.0.0") {
            Mount("/v1", shopApp())
            Routes("/v2") {
                sell
            }
            OpenAPIRoutes()
        }

        let documentedAPI = App(title: "Shop", version: "1.0.0") {
            sell
            OpenAPIRoutes(document: "/api/openapi.json", page: "/api/docs")
        }
        return [
            publicAPI, loggedAPI, limitedAPI, cachedAPI, timedAPI, reportedAPI, problemAPI, bothVersions, documentedAPI,
        ]
    }

    static func checkStock(_ count: Int) throws {
        guard count > 0 else {
            throw HTTPError(.serviceUnavailable, "Out of stock until tomorrow", headers: [.retryAfter: "86400"])
        }
    }
}
