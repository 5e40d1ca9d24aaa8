// The users app as a deployed function. `_HANDLER` chooses the whole app, one endpoint, or an event handler.

import SwiftletRuntime
import UsersAPI

Runtime.main(usersApp)
