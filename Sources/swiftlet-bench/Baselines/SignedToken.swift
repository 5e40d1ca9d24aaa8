/// A token with the public key that verifies it, one for each kind of key pair.
///
/// The private keys were discarded. The tokens are valid until 2100.
struct SignedToken {
    let algorithm: String
    let publicKey: String
    let token: String

    static let rs256 = SignedToken(
        algorithm: "RS256",
        publicKey: """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuI8xUwlVmYB7ikfw6q39
            etHtuufvUXUW/s67SO6EUNBmHi6QWBGZfn2Ld62ldWej63LRpQCrmyUY3iYLLVtl
            +HoTv+Rdv/9reRyjW5yagVkDzZ6MPzUNogqthCAWVXj45Eqj/Srx1Dad5/XfZdRh
            Dk5HDOClNXejZJu5uB0uKLB3rOQF6XFhbf691h94eIso9RnoFvOSbhJmTK+1VeMe
            IOspBeRTFNZQ/NcAeVPXymUWk9w7KOZ7Fm7iziYGE6sc/jixwjZjs2KHsn3qoa/m
            3a5GaHIJqnukFY8XpHKljs1QhZhTUBbF73WuEndjkKaSDpq7ede+5yI8BiUy4j55
            5QIDAQAB
            -----END PUBLIC KEY-----

            """,
        token: """
            eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImV4cCI6NDEwMjQ0NDgwMH0.nUlY_l6qjM2JwkOmOST\
            3mSIbX3IXUrRCbumv5vIm22CPe8yeNnRcsWiUVQLY6ZlnikoPl68GT6v7H2145ls6r9QIwWhiBRutX6OlFFx0V5hGjWNF8F4\
            AA8m5SnRRZECohXBGhe-1WoKZJtzbULsUzw2NHbgNl2JlDX0pZ6Pa6gGo0lSGoR0q5IWf9f3uPH7KX1W0fvn27o3vePRHvre\
            sydSG6mjzrviJo6xkkuk4MX86XT2kxWnZ0Q3X5Vv-IOaZLgfSqNeQ-LKT4QUcQX8OCCE1PPpw-wn5Lwxa_BjadIrQsnqc3B7\
            d6i5tOnSmX8S69jebdCf5Ss-6nixChWp3PA
            """
    )

    static let es256 = SignedToken(
        algorithm: "ES256",
        publicKey: """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE67j8B6S03xe37Xjzf0Kih3zHQ2hR
            tsnAKIoZMLtHlJ61IX5T57UBTJoSGx/AnM+08xXsPLbFdZf1aLr4JgbQ7Q==
            -----END PUBLIC KEY-----

            """,
        token: """
            eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImV4cCI6NDEwMjQ0NDgwMH0.FpOjM2wW5pDDtlRzUJY\
            pMqtv4jMZA7EO4jK8ct6mKuo4cHTCPH65ogqRpO5J4blvqdiw5b5g__fOjmHY6Ol4nA
            """
    )

    static let edDSA = SignedToken(
        algorithm: "EdDSA",
        publicKey: """
            -----BEGIN PUBLIC KEY-----
            MCowBQYDK2VwAyEAtYWv1a1KolLu2hI75LY3/fT21bX5WrgHBA6p7I66WaU=
            -----END PUBLIC KEY-----

            """,
        token: """
            eyJhbGciOiJFZERTQSIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiIsImV4cCI6NDEwMjQ0NDgwMH0.JgTkKnJSkpgjr4Mi6Ss\
            P4dMouLhUWodL6LeRDFroKdpZtMb_P4SohZ7JMpdiOGpjoag--Z5IKJVSpP8D23r-CA
            """
    )
}
