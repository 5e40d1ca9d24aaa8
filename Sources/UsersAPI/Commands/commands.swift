import Swiftlet

/// `users create-user EMAIL NAME`, with the password on standard input or in `PASSWORD`.
let createUserCommand = ConsoleCommand(
    "create-user",
    summary: "Create a user",
    usage: "EMAIL NAME   (the password is read from standard input)",
    examples: ["ada@example.com \"Ada Lovelace\""],
    Inject(userService)
) { arguments, input, users in
    guard arguments.count == 2 else { throw UsageError("Give an email address and a name.") }
    guard let password = input.readSecret("Password: ") else { throw UsageError("Give a password on standard input.") }
    let fields: JSON = ["email": .string(arguments[0]), "name": .string(arguments[1]), "password": .string(password)]
    let user = try await users.create(try UserCreate.decoded(from: fields))
    return "Created user \(user.id), \(user.email)."
}
