import Swiftlet

let login = Endpoint(
    .post,
    "/login",
    operationID: "login",
    summary: "Log in",
    description: """
        OAuth 2.0 password flow: the username is an email address. Without a scope the access token has all scopes of the \
        user; with the scope `offline_access` there is a refresh token too.
        """,
    Form(LoginForm.self),
    Inject(loginLimiter),
    Inject(authService),
    Inject(sessionService),
    RequestInfo(),
    Invocation(),
    failures: [
        .unauthorized("Incorrect email or password"), .forbidden("Inactive user"),
        .tooManyRequests("Too Many Requests"), Failure(.serviceUnavailable, "The service is busy"),
    ]
) { form, limiter, auth, sessions, request, context in
    let logIn = { try await auth.login(email: form.username, password: form.password, context: context) }
    let user =
        if let limiter {
            try await limiter.limit(name: form.username, address: request.clientAddress, context: context, login: logIn)
        } else {
            try await logIn()
        }
    let token = try await sessions.start(for: user, requesting: ScopeRequest(form.scope), context: context)
    return Reply(token, headers: [.cacheControl: "no-store"])
}

let refresh = Endpoint(
    .post,
    "/refresh",
    operationID: "refresh",
    summary: "Exchange a refresh token",
    description: """
        A refresh token is valid once: the response has the next one. If it is sent again, the session ends, as one of \
        the two senders is not the user. A scope can only narrow the access token.
        """,
    Form(RefreshForm.self),
    Inject(sessionService),
    failures: [.unauthorized("Invalid refresh token")]
) { form, sessions in
    let token = try await sessions.refresh(form.refreshToken, requesting: ScopeRequest(form.scope))
    return Reply(token, headers: [.cacheControl: "no-store"])
}

let logout = Endpoint(
    .post,
    "/logout",
    operationID: "logout",
    summary: "Log out",
    description: """
        Ends the session of a refresh token; an unknown one is ignored. The access token is valid until it expires.
        """,
    Form(LogoutForm.self),
    Inject(sessionService)
) { form, sessions in
    try await sessions.end(form.refreshToken)
}

let logoutEverywhere = Endpoint(
    .post,
    "/logout/everywhere",
    operationID: "logout_everywhere",
    summary: "Log out everywhere",
    description: "Ends all sessions of the current user and revokes all access tokens.",
    Inject(currentUser),
    Inject(sessionService)
) { caller, sessions in
    try await sessions.endAll(of: caller.user)
}
