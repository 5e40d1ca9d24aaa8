import FoundationEssentials
import Swiftlet
import SwiftletMacros

/// The period that a daily report covers.
@Model
struct Report: EventOutput {
    var from: Date
    var to: Date
}
