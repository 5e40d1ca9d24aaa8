import Swiftlet
import SwiftletSQL
import SwiftletSecurity

/// The settings that ``makeApp(_:)`` is called with.
let settings = Dependency(settings: Settings.self)

/// The database without migrations, for the command `migrate`; everything else uses ``database``.
public let unmigratedDatabase = Dependency(.perProcess, Inject(settings), Scope()) { settings, scope in
    for warning in settings.warnings { Logger(label: "___NAME___").warning("\(warning)") }
    let database = try Database(url: settings.databaseURL.revealed)
    scope.onExit { _ in await database.close() }
    return database
}

/// The database, with pending migrations applied first if `MIGRATE_ON_START` is set.
let database = Dependency(.perProcess, Inject(unmigratedDatabase), Inject(settings)) { database, settings in
    if settings.migratesOnStart { try await Migrator(database, migrations, newerDatabase: .accept).up() }
    return database
}

/// Requires the API key as a bearer token: `Authorization: Bearer …`.
let apiKey = Dependency(.perRequest, HTTPBearer(), Inject(settings)) { token, settings in
    guard ConstantTime.equal(token.revealed, settings.apiKey.revealed) else {
        throw HTTPError.unauthenticated("Bearer", "Invalid API key")
    }
}
