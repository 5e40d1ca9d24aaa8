// The CLI of Swiftlet itself, which creates packages: `swift run swiftlet new ../greetings`.

import ArgumentParser
import SwiftletScaffold

SwiftletCommand.main()
