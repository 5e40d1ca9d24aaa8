import Swiftlet
import SwiftletJSON
import Synchronization
import Testing

@testable import SwiftletRuntime

/// A list that tasks append to.
final class SharedList<Element: Sendable>: Sendable {
    private let list = Mutex<[Element]>([])

    var values: [Element] { list.withLock { $0 } }

    func append(_ element: Element) { list.withLock { $0.append(element) } }
}
