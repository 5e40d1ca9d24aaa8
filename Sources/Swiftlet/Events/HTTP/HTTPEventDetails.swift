/// What the platform puts into an HTTP event beside the request: for events that are made here.
package struct HTTPEventDetails: Sendable, Hashable {
    /// The account's number.
    package var accountID = "123456789012"
    /// The API's id, the first label of its domain.
    package var apiID = "a1b2c3d4e5"
    /// The region.
    package var region = "eu-central-1"
    /// The id the platform gave the request.
    package var requestID = "3f6c2f0e-7d1b-4f0a-9b52-6c1d8f0b7a11"
    /// When the platform took the request, in milliseconds since 1970.
    package var time: Int64 = 1_767_225_600_000
    /// The query exactly as the client sent it, without its `?`; `nil` to encode the request's query.
    package var rawQuery: String?
    /// The key of the route that an HTTP API or a REST API matched, such as `GET /users/{id}`, whose parameters are the
    /// request's ``Request/pathParameters``.
    package var routeKey = "$default"
    /// Whether to add the header fields that the platform adds to every request which has them not.
    ///
    /// Among them is `X-Forwarded-For`. Without them the event is the exact inverse of reading it.
    package var addsPlatformFields = true

    /// Creates details that are the same each time.
    package init() {}

    /// The time as the access logs have it: `01/Jan/2026:00:00:00 +0000`.
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
