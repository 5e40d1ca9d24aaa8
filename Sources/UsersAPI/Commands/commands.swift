import Swiftlet

/// `users create-user [--admin] EMAIL NAME`, with the password on standard input or in `PASSWORD`.
let createUserCommand = ConsoleCommand(
    "create-user",
    summary: "Create a user",
    usage: "[--admin] EMAIL NAME   (the password is read from standard input)",
    examples: ["ada@example.com \"Ada Lovelace\"", "--admin ada@example.com \"Ada Lovelace\""],
    Inject(userService)
) { arguments, input, users in
    let isAdmin = arguments.contains("--admin")
    let arguments = arguments.filter { $0 != "--admin" }
    guard arguments.count == 2 else { throw UsageError("Expected an email address and a name.") }
    guard let password = input.readSecret("Password: ") else { throw UsageError("Expected a password on stdin.") }
    let fields: JSON = ["email": .string(arguments[0]), "name": .string(arguments[1]), "password": .string(password)]
    let user = try await users.create(try UserCreate.decoded(from: fields), isAdmin: isAdmin)
    return "Created \(isAdmin ? "administrator" : "user") \(user.id), \(user.email)."
}

/// `users promote EMAIL`: makes a user an administrator, for example if there is none left.
let promoteCommand = ConsoleCommand(
    "promote",
    summary: "Make a user an administrator",
    usage: "EMAIL",
    examples: ["ada@example.com"],
    Inject(userService)
) { arguments, _, users in
    guard arguments.count == 1 else { throw UsageError("Expected an email address.") }
    guard let user = try await users.promote(email: arguments[0]) else {
        throw UsageError("User not found: \(arguments[0])")
    }
    return "\(user.email) is now an administrator."
}
