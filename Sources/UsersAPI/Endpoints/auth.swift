import Swiftlet

let login = Endpoint(
    .post,
    "/login",
    operationID: "login",
    summary: "Log in",
    description: "OAuth 2.0 password flow: the username is an email address.",
    Form(LoginForm.self),
    Inject(loginLimiter),
    Inject(authService),
    Inject(tokens),
    RequestInfo(),
    Invocation(),
    failures: [
        .unauthorized("Incorrect email or password"), .forbidden("Inactive user"),
        .tooManyRequests("Too Many Requests"),
    ]
) { form, limiter, auth, tokens, request, context in
    try await limiter?.count(name: form.username, address: request.clientAddress, context)
    let user = try await auth.login(email: form.username, password: form.password, context)
    return Reply(try tokens.token(for: user), headers: [.cacheControl: "no-store"])
}
