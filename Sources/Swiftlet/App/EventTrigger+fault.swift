import SwiftletJSON

extension EventTrigger {
    /// The reason why the trigger is invalid, or `nil` if it is valid.
    var fault: String? {
        switch kind {
        case .schedule(let expression):
            Self.isSchedule(expression)
                ? nil : "`\(expression)` is not a schedule expression such as `rate(5 minutes)` or `cron(0 3 * * ? *)`."
        case .queue(let queue): queue.fault
        case .topic(let filter): filter.flatMap { Self.fault(ofPattern: $0, named: "filter") }
        case .bucket(let bucket): bucket.fault
        case .table(let stream), .stream(let stream): stream.fault
        case .events(let pattern, let bus):
            if bus?.isEmpty == true {
                "bus must not be empty."
            } else {
                Self.fault(ofPattern: pattern, named: "pattern")
            }
        }
    }

    private static func isSchedule(_ expression: String) -> Bool {
        guard expression.hasSuffix(")"), let start = expression.firstIndex(of: "(") else { return false }
        let inside = expression[expression.index(after: start)...].dropLast()
        let fields = inside.split(separator: " ", omittingEmptySubsequences: false)
        switch expression[..<start] {
        case "rate":
            guard fields.count == 2, let count = Int(fields[0]), count > 0 else { return false }
            // The platform rejects both `1 minutes` and `5 minute`.
            return ["minute", "hour", "day"].contains { fields[1] == (count == 1 ? $0 : $0 + "s") }
        case "cron":
            let isKnown = { (character: Character) in
                character.isASCII && (character.isLetter || character.isNumber || "*?,-/#".contains(character))
            }
            // Exactly one of day of month and day of week must be `?`.
            return fields.count == 6 && fields.allSatisfy { !$0.isEmpty && $0.allSatisfy(isKnown) }
                && (fields[2] == "?") != (fields[4] == "?")
        default:
            return false
        }
    }

    private static func fault(ofPattern pattern: JSON, named name: String) -> String? {
        pattern.object != nil && isPattern(pattern)
            ? nil
            : "\(name) must be an object with a list of values for each field, such as `[\"source\": [\"shop\"]]`."
    }

    /// Whether all leaves of the objects are non-empty lists.
    private static func isPattern(_ value: JSON) -> Bool {
        switch value {
        case .object(let members): members.count > 0 && members.values.allSatisfy(isPattern)
        case .array(let elements): !elements.isEmpty
        default: false
        }
    }
}

extension EventTrigger.Queue {
    fileprivate var fault: String? {
        if !(1...10_000).contains(batchSize) {
            "batchSize must be between 1 and 10,000."
        } else if !(0...300).contains(batchingWindow) {
            "batchingWindow must be between 0 and 300 seconds."
        } else if isFIFO, batchSize > 10 || batchingWindow > 0 {
            "A FIFO queue has a batchSize of at most 10, and no batchingWindow."
        } else if batchSize > 10, batchingWindow == 0 {
            "A batchSize of more than 10 requires a batchingWindow of at least 1 second."
        } else if let maximumConcurrency, !(2...1000).contains(maximumConcurrency) {
            "maximumConcurrency must be between 2 and 1000."
        } else {
            nil
        }
    }
}

extension EventTrigger.Bucket {
    fileprivate var fault: String? {
        if events.isEmpty {
            "events must not be empty."
        } else if let event = events.first(where: { !$0.hasPrefix("s3:") }) {
            "`\(event)` is not an event of S3 such as `s3:ObjectCreated:*`."
        } else {
            nil
        }
    }
}

extension EventTrigger.Stream {
    fileprivate var fault: String? {
        if !(1...10_000).contains(batchSize) {
            "batchSize must be between 1 and 10,000."
        } else if !(0...300).contains(batchingWindow) {
            "batchingWindow must be between 0 and 300 seconds."
        } else if !(0...10_000).contains(maximumRetries) {
            "maximumRetries must be between 0 and 10,000."
        } else if !(1...10).contains(parallelizationFactor) {
            "parallelizationFactor must be between 1 and 10."
        } else if let tumblingWindow, !(1...900).contains(tumblingWindow) {
            "tumblingWindow must be between 1 and 900 seconds."
        } else {
            nil
        }
    }
}
