import Greetings
import SwiftletRuntime

Runtime.main { greetingsApp() }
