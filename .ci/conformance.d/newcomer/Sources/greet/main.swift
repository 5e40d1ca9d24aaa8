import Greetings
import SwiftletHarness

Harness.main({ greetingsApp() }, name: "greet")
