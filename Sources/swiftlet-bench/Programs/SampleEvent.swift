/// The measured event: an HTTP API event, payload format 2.0, of a browser's request.
///
/// 1.6 KB.
enum SampleEvent {
    static let bytes = Array(text.utf8)

    private static let text = #"""
        {"version":"2.0","routeKey":"$default","rawPath":"/api/v1/users/42","rawQueryString":"size=7&sort=name&sort=email","cookies":["cookie1=abcdefghijklmnop","cookie2=qrstuvwxyz0123456789"],"headers":{"accept":"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8","accept-encoding":"gzip, deflate, br","accept-language":"en-US,en;q=0.5","authorization":"Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIiwiZXhwIjoxNzk1MzY0OTg4fQ.plbeyNG2mGPwRgkm_ZBqEB_Jzc4KL1bplfh9M1r_vvc","content-length":"77","content-type":"application/json","cache-control":"max-age=0","dnt":"1","sec-fetch-dest":"document","sec-fetch-mode":"navigate","sec-fetch-site":"none","host":"r3pmxmplak.execute-api.us-east-2.amazonaws.com","user-agent":"Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0","x-amzn-trace-id":"Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e","x-forwarded-for":"205.255.255.176","x-forwarded-port":"443","x-forwarded-proto":"https"},"queryStringParameters":{"size":"7","sort":"name,email"},"requestContext":{"accountId":"123456789012","apiId":"r3pmxmplak","domainName":"r3pmxmplak.execute-api.us-east-2.amazonaws.com","domainPrefix":"r3pmxmplak","http":{"method":"POST","path":"/api/v1/users/42","protocol":"HTTP/1.1","sourceIp":"205.255.255.176","userAgent":"Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0"},"requestId":"JKJaXmPLvHcESHA=","routeKey":"$default","stage":"$default","time":"10/Mar/2020:05:16:23 +0000","timeEpoch":1583817383220},"body":"{\"email\": \"ada@example.com\", \"name\": \"Ada\", \"password\": \"password123\"}","isBase64Encoded":false}
        """#
}
