// The function binary, which is deployed. `_HANDLER` selects the whole app, an endpoint, or an event handler.

import SwiftletRuntime
import ___MODULE___

Runtime.main(makeApp)
