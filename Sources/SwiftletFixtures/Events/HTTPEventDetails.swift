import Swiftlet

/// The platform-specific contents of a generated HTTP event, beyond the request.
package struct HTTPEventDetails: Sendable, Hashable {
    /// The AWS account ID.
    package var accountID = "123456789012"
    /// The API ID, which is the first label of the domain.
    package var apiID = "a1b2c3d4e5"
    /// The AWS region.
    package var region = "eu-central-1"
    /// The request ID of API Gateway.
    package var requestID = "3f6c2f0e-7d1b-4f0a-9b52-6c1d8f0b7a11"
    /// The time of the request, in milliseconds since 1970.
    package var time: Int64 = 1_767_225_600_000
    /// The raw query as sent by the client, without the `?`; `nil` to encode the request's query.
    package var rawQuery: String?
    /// The route key that an HTTP API or a REST API matched, such as `GET /users/{id}`, whose parameters are in
    /// ``Request/pathParameters``.
    package var routeKey = "$default"
    /// Whether to add the header fields that the platform adds if the request lacks them, such as `X-Forwarded-For`.
    ///
    /// Without them, decoding the event returns exactly the same request.
    package var addsPlatformFields = true

    /// Creates details with fixed default values.
    package init() {}

    /// The time in the format of access logs: `01/Jan/2026:00:00:00 +0000`.
    var logTime: String {
        let seconds = time >= 0 ? time / 1000 : 0
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        guard let date = CalendarDate(daysSinceEpoch: Int(days)) else { return "" }
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(Self.twoDigits).joined(separator: ":")
        return "\(Self.twoDigits(Int64(date.day)))/\(months[date.month - 1])/\(date.year):\(clock) +0000"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
