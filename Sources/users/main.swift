// The CLI of the users app: serves it, invokes it with an event, replays event files.

import SwiftletHarness
import UsersAPI
import UsersCommands

Harness.main(
    usersApp,
    name: "users",
    abstract: "The users service on this machine.",
    commands: usersCommands,
    scenarioEnvironment: replayEnvironment
)
