// The users app on the local tool: serve it, invoke it with an event, replay the events of a folder.

import SwiftletHarness
import UsersAPI

Harness.main(
    usersApp,
    name: "users",
    abstract: "The users service on this machine.",
    scenarioEnvironment: replayEnvironment
)
