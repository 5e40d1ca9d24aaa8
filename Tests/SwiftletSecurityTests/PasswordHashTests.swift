import SwiftletSecurity
import Testing

@Suite struct PasswordHashTests {
    static let scrypt = "$scrypt$ln=4,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA"
    static let passlib = "$pbkdf2-sha256$1200$MDEyMzQ1Njc4OWFiY2RlZg$TJwfv987fw1CW/AN6cgNJlD0Xn2I01zawkTPUCi9faA"
    static let django = "pbkdf2_sha256$1000$seasalt2$Ls2U50C5lvkVCrb2SvMazifLpq0nF6omFXLZz+Lq9rA="

    @Test(arguments: [scrypt, passlib, django])
    func `keeps the parsed text`(text: String) throws {
        #expect(try PasswordHash(parsing: text).encoded == text)
    }

    @Test(arguments: [scrypt, passlib, django])
    func `reveals neither salt nor hash`(text: String) throws {
        let hash = try PasswordHash(parsing: text)
        var dumped = ""
        dump(hash, to: &dumped)
        for shown in ["\(hash)", String(reflecting: hash), dumped, "\([hash])", "\(Optional(hash) as Any)"] {
            for secret in text.split(separator: "$").suffix(2) {
                #expect(!shown.contains(secret))
            }
        }
        #expect("\(hash)".contains("redacted"))
    }

    @Test(arguments: [
        "", "$", "$$", "plain text", "$2b$12$abcdefghijklmnopqrstuuO", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA",
        "$pbkdf2$1000$c2FsdA$aGFzaA", "$pbkdf2-sha512$1000$c2FsdA$aGFzaA", "pbkdf2_sha1$1000$salt$aGFzaA==",
        "$SCRYPT$ln=4",
        " \(scrypt)", "scrypt\(scrypt)", "pbkdf2_sha256",
    ])
    func `rejects another format`(text: String) {
        let error = #expect(throws: PasswordError.self) { try PasswordHash(parsing: text) }
        #expect(error?.code == .unsupportedHash)
    }

    /// Hashes with one change each.
    @Test(arguments: [
        "$scrypt$", "$scrypt$ln=4,r=8,p=1", "\(scrypt)$", "\(scrypt)=", "\(scrypt) ", "\(scrypt)\n",
        String(scrypt.dropLast()),
        scrypt.replacing("ln=4,", with: "ln=04,"), scrypt.replacing("ln=4,", with: "ln=+4,"),
        scrypt.replacing("ln=4,", with: "ln=-4,"), scrypt.replacing("ln=4,", with: "ln=,"),
        scrypt.replacing("ln=4,", with: "ln=0,"), scrypt.replacing("ln=4,", with: "ln=31,"),
        scrypt.replacing("ln=4,", with: "ln=64,"), scrypt.replacing("ln=4,", with: "ln=18446744073709551617,"),
        scrypt.replacing("ln=4,", with: "ln=4 ,"), scrypt.replacing("ln=4,", with: "ln=٤,"),
        scrypt.replacing("ln=4,", with: ""), scrypt.replacing("ln=4,r=8,", with: "r=8,ln=4,"),
        scrypt.replacing("p=1", with: "p=0"), scrypt.replacing("p=1", with: "p=65"),
        scrypt.replacing("p=1", with: "p=1,"),
        scrypt.replacing("p=1", with: "p=1,x=1"), scrypt.replacing("r=8", with: "r=0"),
        scrypt.replacing("r=8", with: "r=4294967296"),
        scrypt.replacing("ln=4,r=8", with: "ln=16,r=1"),
        "$scrypt$ln=4,r=8,p=1$$5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA",
        "$scrypt$ln=4,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$", "$scrypt$ln=4,r=8,p=1$MDEyMzQ1Njc4OWFiY2RlZg$AAAA",
        "$scrypt$ln=4,r=8,p=1$MDEy*zQ1Njc4OWFiY2RlZg$5WMkVwY83WqULlaI2SogWKvQqHPLvft6ohrJPoe+ShA",
        passlib.replacing("1200", with: "0"), passlib.replacing("1200", with: "-1"),
        passlib.replacing("1200", with: "01200"),
        passlib.replacing("1200", with: "99999999999"), passlib.replacing("1200", with: "x"), "\(passlib)=",
        "\(passlib)$",
        passlib.replacing("/", with: "+"), "$pbkdf2-sha256$1200$MDEyMzQ1Njc4OWFiY2RlZg",
        django.replacing("1000", with: "0"), django.replacing("=", with: ""), django.replacing("seasalt2", with: ""),
        "\(django)=", "\(django)$", "pbkdf2_sha256$1000$seasalt2", "pbkdf2_sha256$",
        scrypt + String(repeating: "A", count: 1024),
    ])
    func `rejects a malformed hash`(text: String) {
        let error = #expect(throws: PasswordError.self) { try PasswordHash(parsing: text) }
        #expect(error?.code == .malformedHash)
    }
}
