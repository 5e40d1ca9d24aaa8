import FoundationEssentials
import Swiftlet
import SwiftletMacros

/// The body of a request for a greeting.
@Model
struct GreetingRequest {
    @Rule(.stripped, .length(1...50)) var name: String
    var language = Language.english
}

/// The language of a greeting.
enum Language: String, SchemaEnum {
    case english, french, german

    var salutation: String {
        switch self {
        case .english: "Hello"
        case .french: "Bonjour"
        case .german: "Hallo"
        }
    }
}

/// A greeting in responses.
@Model
struct Greeting {
    var text: String
    var createdAt: Date
}
