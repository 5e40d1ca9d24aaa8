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
    /// Whether to add the header fields that the platform adds to every request, such as `X-Forwarded-For`, where the
    /// request has none. Without them the event is the exact inverse of reading it.
    package var addsPlatformFields = true

    /// Creates details that are the same each time.
    package init() {}

    /// The time as the access logs have it: `01/Jan/2026:00:00:00 +0000`.
    var logTime: String {
        let seconds = time >= 0 ? time / 1000 : 0
        let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = Self.date(days)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let clock = [rest / 3600, rest / 60 % 60, rest % 60].map(Self.twoDigits).joined(separator: ":")
        return "\(Self.twoDigits(date.day))/\(months[Int(date.month - 1) % 12])/\(date.year):\(clock) +0000"
    }

    private static func twoDigits(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }

    /// The date of a day, counted from 1970 in the Gregorian calendar: in years that begin in March, a leap day is the last.
    private static func date(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
