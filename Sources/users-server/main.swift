// The users app as an HTTP server, for containers.

import SwiftletServer
import UsersAPI

Server.main(usersApp)
