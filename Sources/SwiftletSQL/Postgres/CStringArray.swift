/// A null-terminated array of C strings.
enum CStringArray {
    @unsafe static func with<Result>(
        _ strings: [String],
        _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
    ) -> Result {
        var buffer: [CChar] = []
        var starts: [Int] = []
        for string in strings {
            starts.append(buffer.count)
            buffer.append(contentsOf: string.utf8CString)
        }
        // Never empty, so that it always has a base address.
        buffer.append(0)
        return unsafe buffer.withUnsafeBufferPointer { characters in
            var addresses: [UnsafePointer<CChar>?] = unsafe starts.map { start in
                unsafe characters.baseAddress.map { unsafe $0 + start }
            }
            unsafe addresses.append(nil)
            return unsafe addresses.withUnsafeBufferPointer { pointers in
                guard let base = pointers.baseAddress else { preconditionFailure("The array has an element.") }
                return unsafe body(base)
            }
        }
    }
}
