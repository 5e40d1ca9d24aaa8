// The function binary of the users app. `_HANDLER` selects the whole app, an endpoint, or an event handler.

import SwiftletRuntime
import UsersAPI

Runtime.main(usersApp)
